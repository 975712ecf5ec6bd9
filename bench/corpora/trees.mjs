/**
 * Work trees: ten small files, a repository with ten staged files, a Rails-like application.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "./git.mjs";
import { ALPHANUMERIC, BASE64, createRandom, HEX, secretLine } from "./random.mjs";
import { sourceFiles } from "./source-text.mjs";

const STAGED_TREE = 3_500;
const MORE_THAN_A_SECOND = 1_100;

export function makeTenFiles(folder) {
  const random = createRandom(1);
  const files = sourceFiles().filter(({ lines }) => lines.length < 120);
  for (let i = 0; i < 10; i++) write(folder, `src/part-${i}.js`, random.pick(files).lines.join("\n"));
}

/** Ten files staged: seven changed, three new, one of them with a secret. */
export function makeStaged(folder) {
  makeCommitted(folder);
  const random = createRandom(3);
  const files = sourceFiles();
  for (let i = 0; i < 7; i++) {
    const lines = [...files[i * 31].lines];
    lines.splice(random.next(lines.length), 1, ...random.pick(files).lines.slice(0, 6));
    write(folder, `src/${i * 31}/${files[i * 31].name}`, lines.join("\n"));
  }
  for (let i = 0; i < 3; i++)
    write(folder, `src/new-${i}.js`, [...random.pick(files).lines, ...(i === 0 ? [secretLine(random)] : [])].join("\n"));
  git(folder, ["add", "-A"]);
  settle(folder);
}

/** The same repository with nothing staged. */
export function makeCommitted(folder) {
  const files = sourceFiles();
  for (let i = 0; i < STAGED_TREE; i++) {
    const { name, lines } = files[i % files.length];
    write(folder, `src/${i}/${name}`, lines.join("\n"));
  }
  commitAll(folder);
}

/** 5,000 files, 56 MB: Ruby, templates, locales, fixtures, vendored scripts, pictures, a lock file. */
export function makeRails(folder) {
  const random = createRandom(5);
  const scripts = sourceFiles().filter(({ name }) => name.endsWith(".js"));
  const words = [
    ...new Set(scripts.slice(0, 200).flatMap(({ lines }) => lines.join(" ").match(/\b[a-z]{4,11}\b/g) ?? [])),
  ].sort();
  const word = () => random.pick(words);
  const makers = [
    [2_350, (i) => [`app/models/${word()}_${i}.rb`, rubyClass(word, random)]],
    [900, (i) => [`app/views/${word()}/${word()}_${i}.html.erb`, template(word, random)]],
    [500, (i) => [`test/${word()}_${i}_test.rb`, rubyTest(word, random)]],
    [300, (i) => [`config/locales/${word()}_${i}.yml`, locale(word, random)]],
    [600, (i) => [`vendor/assets/${word()}_${i}.js`, random.pick(scripts).lines.join("\n")]],
    [42, (i) => [`public/assets/${word()}-${random.text(64, HEX)}.js`, minified(random, scripts, 180_000 + i * 1_000)]],
    [300, (i) => [`public/images/${word()}_${i}.png`, picture(random, 4_000 + random.next(40_000))]],
    [8, (i) => [`test/fixtures/${word()}_${i}.sql`, rows(word, random, 400_000)]],
  ];
  for (const [count, make] of makers) for (let i = 0; i < count; i++) write(folder, ...make(i));
  write(folder, ".env.production", `${secretLine(random)}\nRAILS_ENV=production\n`);
  write(folder, "config/secrets.yml", `production:\n  secret_key_base: ${random.text(128, HEX)}\n`);
  commitAll(folder);
}

function commitAll(folder) {
  git(folder, ["init", "-q", "-b", "main"]);
  git(folder, ["add", "-A"]);
  git(folder, ["commit", "-q", "-m", "Start"]);
  settle(folder);
}

/** An index written in the second of its files makes git read them all again, each time: not what is to be measured. */
function settle(folder) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MORE_THAN_A_SECOND);
  git(folder, ["update-index", "-q", "--really-refresh"]);
}

function rubyClass(word, random) {
  const name = capital(word());
  const methods = [];
  for (let n = 4 + random.next(50); n > 0; n--) {
    const [method, argument, other] = [word(), word(), word()];
    methods.push(
      `  # Returns the ${word()} of a ${word()} when ${word()} is ${word()}.`,
      `  def ${method}_${other}(${argument}, ${other}: nil)`,
      `    return ${other} if ${argument}.blank?`,
      `    @${method} ||= ${capital(word())}.where(${argument}: ${argument}).order(:${other}).limit(${random.next(900)})`,
      `    logger.debug { "${word()} ${word()} #{${argument}.inspect} ${word()}" }`,
      `    ${word()}_${word()}(${argument}, token: ${other}, key: :${word()})`,
      "  end",
      "",
    );
  }
  return `# frozen_string_literal: true\n\nclass ${name} < ApplicationRecord\n  has_many :${word()}s\n\n${methods.join("\n")}end\n`;
}

function rubyTest(word, random) {
  return rubyClass(word, random).replaceAll("  def ", "  test ").replaceAll("logger.debug", "assert_equal");
}

function template(word, random) {
  let text = "";
  for (let n = 5 + random.next(60); n > 0; n--)
    text += `<div class="${word()}-${word()} ${word()}">\n  <%= link_to t(".${word()}"), ${word()}_path(@${word()}), class: "${word()}" %>\n  <p>${word()} ${word()} ${word()}</p>\n</div>\n`;
  return text;
}

function locale(word, random) {
  let text = "en:\n";
  for (let n = 20 + random.next(200); n > 0; n--) text += `  ${word()}_${word()}: "${word()} ${word()} %{${word()}} ${word()}"\n`;
  return text;
}

function minified(random, scripts, length) {
  let text = "";
  while (text.length < length)
    text += random
      .pick(scripts)
      .lines.map((line) => line.trim())
      .join("");
  return text.slice(0, length);
}

function picture(random, length) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i + 4 <= length; i += 4) bytes.writeUInt32LE(random.next(2 ** 32), i);
  bytes.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  return bytes;
}

function rows(word, random, length) {
  let text = `INSERT INTO ${word()} VALUES\n`;
  while (text.length < length)
    text += `(${random.next(1e6)}, '${word()}', '${random.text(8, HEX)}-${random.text(4, HEX)}-4${random.text(3, HEX)}-a${random.text(3, HEX)}-${random.text(12, HEX)}', '${random.text(22, ALPHANUMERIC)}', '${random.text(40, HEX)}', '${random.text(20, BASE64)}'),\n`;
  return text;
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

function write(folder, path, content) {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
}
