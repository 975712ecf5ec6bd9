// Two bundles instead of one: `main.cjs` with what a hook, standard input, a range or a scan of files needs, `rest.cjs` with all else. (And
// `early.cjs`, which starts git before they are loaded.)
//
// What must be read and compiled before a short run begins is half as much then. `later-modules.mjs` says where the cut is; the
// sources know nothing of it. Across the cut a module is loaded when one of its exports is first used.
//
// `main.cjs` calls `require("./rest.cjs")(shared)`: a function from a number to a module of the rest, given one from a number to a module
// of its own. So there is one instance of each module, whoever loads the two files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { LATER, WHEN_USED } from "./later-modules.mjs";

const ENTRY = "src/main.ts";
const EARLY = "src/sources/git/early-git.ts";
/** `import.meta.url`, made when it is asked for. */
const BUNDLE_URL = 'const __bundle={get url(){return require("node:url").pathToFileURL(__filename).href}};';

/**
 * @param options of esbuild, for both
 * @param plugins made anew for each build
 * @returns the texts of the two bundles, and esbuild's list of what went into both
 */
export async function bundleInParts(options, plugins) {
  const root = options.absWorkingDir;
  const run = async (more) => {
    const common = { bundle: true, format: "cjs", platform: "node", metafile: true, write: false };
    common.define = { ...options.define, "import.meta.url": "__bundle.url" };
    return build({ ...options, ...common, ...more, plugins: [...(more.plugins ?? []), ...plugins()] });
  };
  const { metafile } = await run({ entryPoints: [ENTRY] });
  const { inputs } = metafile;
  const later = LATER.map((name) => inputOf(inputs, name));
  const whenUsed = WHEN_USED.map((name) => inputOf(inputs, name));
  const main = reachedFrom(ENTRY, inputs, new Set(later));
  const shared = [...Object.keys(inputs)].filter(
    (path) => !main.has(path) && inputs[path].imports.some(({ path: to }) => main.has(to)),
  );
  const handedOn = [...new Set(shared.flatMap((path) => inputs[path].imports.map(({ path: to }) => to)))]
    .filter((path) => main.has(path) && !path.includes(":"))
    .sort();
  const relative = (path) => Object.keys(inputs).find((input) => join(root, input) === path);

  const first = await run({
    stdin: { contents: `export * from "./${ENTRY}";`, resolveDir: root, sourcefile: "main-part.js" },
    external: ["./rest.cjs"],
    banner: { js: `"use strict";${BUNDLE_URL}` },
    plugins: [
      cut((path, kind) => {
        const isLater = later.includes(path);
        if (!isLater && !whenUsed.includes(path)) return undefined;
        const load = isLater ? `require("parts").partOf(${later.indexOf(path)})` : `require(${JSON.stringify(join(root, path))})`;
        return kind === "dynamic-import" ? `module.exports = ${load};` : getters(load, exportsOf(join(root, path)));
      }, relative),
      {
        name: "parts",
        setup(bundle) {
          bundle.onResolve({ filter: /^parts$/ }, () => ({ path: "parts", namespace: "parts" }));
          bundle.onLoad({ filter: /.*/, namespace: "parts" }, () => ({
            contents: `const shared = [${handedOn.map((path) => `() => require(${JSON.stringify(join(root, path))})`).join(",")}];
let rest;
exports.partOf = (number) => (rest ??= require("./rest.cjs")((at) => shared[at]()))(number);`,
            resolveDir: root,
            loader: "js",
          }));
        },
      },
    ],
  });
  const second = await run({
    stdin: {
      contents: `const parts = [${later.map((path) => `() => require(${JSON.stringify(join(root, path))})`).join(",")}];
exports.partOf = (number) => parts[number]();`,
      resolveDir: root,
      sourcefile: "rest-part.js",
    },
    banner: { js: `"use strict";module.exports=(__shared)=>{${BUNDLE_URL}const module={exports:{}};let exports=module.exports;` },
    footer: { js: "return module.exports.partOf};" },
    plugins: [
      cut((path) => {
        if (!main.has(path) || path.includes(":")) return undefined;
        return `module.exports = __shared(${handedOn.indexOf(path)});`;
      }, relative),
    ],
  });
  const early = await run({
    stdin: { contents: `export * from "./${EARLY}";`, resolveDir: root, sourcefile: "early-part.js" },
  });
  const all = { ...first.metafile.inputs, ...second.metafile.inputs };
  return {
    main: first.outputFiles[0].text,
    rest: second.outputFiles[0].text,
    early: early.outputFiles[0].text,
    metafile: { inputs: all },
  };
}

/** The bundles are read a byte a character. `charset` leaves regular expressions and tagged templates as they are. */
export function ascii(bundle) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is ASCII
  return bundle.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A file of ours by its path, a package by its name. */
function inputOf(inputs, name) {
  const found = Object.keys(inputs).filter(
    (input) => input === name || (name.startsWith("node_modules/") && input.endsWith(`/${name}`)),
  );
  if (found.length !== 1) throw new Error(`later-modules.mjs: ${name} is no module of the bundle`);
  return found[0];
}

/** What is loaded from `from` on without crossing into `later`. */
function reachedFrom(from, inputs, later) {
  const reached = new Set([from]);
  for (const path of reached) {
    for (const { path: to, external } of inputs[path]?.imports ?? []) if (!external && !later.has(to)) reached.add(to);
  }
  return reached;
}

/** Modules that stand in place of others, and the generated entries: what they ask for is the thing itself. */
const OURS = ["cut", "lazy", "parts"];

/** @param contentsOf given a module's path from the root and how it is imported: what stands in its place, undefined: itself */
function cut(contentsOf, relative) {
  return {
    name: "cut",
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, async ({ path: asked, ...args }) => {
        const isOurs = OURS.includes(args.namespace) || args.importer.endsWith("-part.js");
        if (args.pluginData === "cut" || args.kind === "entry-point" || isOurs) return undefined;
        const { path, external } = await bundle.resolve(asked, { ...args, pluginData: "cut" });
        if (external || !path) return undefined;
        const contents = contentsOf(relative(path), args.kind);
        return contents === undefined
          ? undefined
          : { path: `${path}?${args.kind}`, namespace: "cut", pluginData: { contents, resolveDir: args.resolveDir } };
      });
      bundle.onLoad({ filter: /.*/, namespace: "cut" }, ({ pluginData }) => ({ ...pluginData, loader: "js" }));
    },
  };
}

/** A module whose exports are looked up when they are used. */
function getters(load, names) {
  const lines = names.map(
    (name) => `Object.defineProperty(exports, "${name}", { get: () => ${load}.${name}, enumerable: true });`,
  );
  return `Object.defineProperty(exports, "__esModule", { value: true });\n${lines.join("\n")}`;
}

/** The names that a module exports at run time: of ours, of a package. */
function exportsOf(path) {
  if (path.endsWith("/chalk/source/index.js")) return ["Chalk"];
  const source = readFileSync(path, "utf8");
  if (/^export (?:\*|default|\{)/m.test(source)) throw new Error(`${path}: only named exports are lazy`);
  return [...source.matchAll(/^export (?:async )?(?:const|let|function\*?|class) (\w+)/gm)].map(([, name]) => name);
}
