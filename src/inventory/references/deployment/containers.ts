/**
 * Dockerfiles and Compose.
 */

import type { Finder } from "../../reference.js";
import { expansionFacts, findExpansions } from "../code/shell.js";
import { valueAt } from "../fallback.js";
import { yamlLines } from "../yaml-lines.js";

const INSTRUCTION = /^[ \t]*(?<word>ARG|ENV)[ \t]+(?<body>(?:[^\n\\]|\\\r?\n|\\.)*)/gim;
const PAIR = /(?<name>[A-Za-z_]\w*)(?:=(?<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']*))?/g;
const MOUNT = /--mount=(?=[\w=/.,-]{0,400}?type=secret)(?:[\w=/.-]{1,200},){0,6}?(?<what>env|id)=(?<name>[\w.-]+)/g;

/** A name without a value is given from outside; one with a value has a literal standing in for it. */
export const findInDockerfile: Finder = (text, emit) => {
  for (const { groups, index, 0: whole } of text.matchAll(INSTRUCTION)) {
    const body = groups?.["body"] ?? "";
    const bodyAt = index + whole.length - body.length;
    const old = /^(?<name>\w+)[ \t]+(?<value>\S.*)$/.exec(body);
    if (groups?.["word"]?.toUpperCase() === "ENV" && old && !/^\w+=/.test(body)) {
      emitPair(old.groups?.["name"] ?? "", old.groups?.["value"] ?? "", bodyAt);
      continue;
    }
    for (const pair of body.matchAll(PAIR)) emitPair(pair.groups?.["name"] ?? "", pair.groups?.["value"], bodyAt + pair.index);
  }
  findExpansions(text, emit);
  for (const match of text.matchAll(MOUNT)) {
    const name = match.groups?.["name"] ?? "";
    const at = match.index + match[0].length - name.length;
    emit({ name, at, role: "declared", surely: true });
    emit({ name, at, role: "used", surely: true });
  }
  function emitPair(name: string, value: string | undefined, at: number): void {
    const bare = value?.replace(/^(["'])(.*)\1$/s, "$2");
    if (bare === undefined || bare === "" || bare.startsWith("$")) emit({ name, at, role: "declared" });
    else emit({ name, at, role: "used", required: false, fallback: "literal" });
  }
};

/** `${X}`, `${X:-default}`, `${X:?message}`; `$$` is a dollar. */
const INTERPOLATION = /\$(?:(?<bare>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?<operator>:?[-?+])?(?<word>[^}\n]{0,200})\})/g;

export const findInCompose: Finder = (text, emit) => {
  for (const { key, value, at, valueAt: valueIndex, parents, isItem } of yamlLines(text)) {
    const parent = parents.at(-1);
    if (parent === "environment" || parent === "args") {
      const name = key ?? /^[A-Za-z_]\w*/.exec(value)?.[0];
      if (name) emit({ name, at, role: "declared" });
    } else if (parent === "secrets" && parents.length === 1 && key !== undefined) {
      emit({ name: key, at, role: "declared", surely: true });
    } else if (key === "environment" && parents.at(-2) === "secrets" && parents.length === 2 && value !== "") {
      emit({ name: value, at: valueIndex, role: "used", surely: true });
    } else if (key === "secrets" && value.startsWith("[")) {
      for (const { 0: name, index } of value.matchAll(/[\w.-]+/g))
        emit({ name, at: valueIndex + index, role: "used", surely: true });
    } else if (parent === "secrets" && isItem) {
      const name = key === undefined || key === "source" ? value : "";
      if (name) emit({ name, at: key === undefined ? at : valueIndex, role: "used", surely: true });
    }
  }
  for (const match of text.matchAll(INTERPOLATION)) {
    if (text[match.index - 1] === "$") continue;
    const { bare, name = bare ?? "", operator, word = "" } = match.groups ?? {};
    if (operator?.endsWith("+")) continue;
    emit({ name, at: match.index + match[0].indexOf(name), role: "used", ...expansionFacts(operator, word) });
  }
};

/** `ENV["X"]` in a template of YAML, `%env(X)%` of Symfony, `${X}` and `${X:default}` of Spring and others, `${?X}` of HOCON, `{{ vault_x }}` of Ansible. */
const PLACEHOLDER =
  /\$\{\??(?:env[:.])?(?<name>[A-Z][A-Z0-9_]+)(?:(?<colon>:-?|,\s*)(?<word>[^}\n]{0,200}))?\}|%env\((?:\w+:)*(?<symfony>[A-Z]\w+)\)%|\bENV(?:\[|\.fetch\()\s*["'](?<ruby>\w+)["'](?<rest>[^\n]{0,80})|lookup\(\s*['"]env['"]\s*,\s*['"](?<ansible>\w+)|\{\{\s*env\s+["'](?<template>\w+)|\{env\.(?<caddy>\w+)\}|\$(?<bare>[A-Z][A-Z0-9_]+)\b|_env[ \t]*[:=][ \t]*["']?(?<named>[A-Z][A-Z0-9_]+)|^[ \t]*env\((?<parameter>[A-Z][A-Z0-9_]+)\)[ \t]*:(?<given>[^\n]{0,200})|\{\{\s{0,4}(?<vaulted>vault_\w{1,100})\b/gm;

export const findPlaceholders: Finder = (text, emit) => {
  for (const match of text.matchAll(PLACEHOLDER)) {
    const groups = match.groups ?? {};
    const name =
      groups["name"] ??
      groups["symfony"] ??
      groups["ruby"] ??
      groups["ansible"] ??
      groups["template"] ??
      groups["caddy"] ??
      groups["bare"] ??
      groups["named"] ??
      groups["parameter"] ??
      groups["vaulted"] ??
      "";
    const at = match.index + match[0].indexOf(name);
    emit({ name, at, role: "used", ...placeholderFacts(groups) });
  }
};

function placeholderFacts(groups: Record<string, string | undefined>) {
  if (groups["ruby"] !== undefined) {
    const given = /^\s*,\s*|^\s*\]?\)?\s*\|\|\s*|^\s*\)\s*(?:\{|do\b)\s*/.exec(groups["rest"] ?? "");
    return given ? valueAt(groups["rest"] ?? "", given[0].length) : {};
  }
  if (groups["parameter"] !== undefined) return valueAt((groups["given"] ?? "").trim(), 0);
  if (groups["colon"] === undefined) return {};
  return expansionFacts(":-", groups["word"] ?? "");
}
