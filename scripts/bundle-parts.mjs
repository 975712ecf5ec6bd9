// Two bundles instead of one: `main.cjs` with what a hook, standard input or a scan of files needs, `rest.cjs` with all else.
//
// What must be read and compiled before a short run begins is half as much then. `later-modules.mjs` says where the cut is; the
// sources know nothing of it. Across the cut a module is loaded when one of its exports is first used.
//
// `main.cjs` calls `require("./rest.cjs")(shared)`: a function from a number to a module of the rest, given one from a number to a module
// of its own. So there is one instance of each module, whoever loads the two files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { LATER } from "./later-modules.mjs";

const ENTRY = "src/main.ts";
const BUNDLE_URL = 'const __bundleUrl=require("node:url").pathToFileURL(__filename).href;';

/**
 * @param options of esbuild, for both
 * @param plugins made anew for each build
 * @returns the texts of the two bundles, and esbuild's list of what went into both
 */
export async function bundleInParts(options, plugins) {
  const root = options.absWorkingDir;
  const run = async (more) => {
    const common = { bundle: true, format: "cjs", platform: "node", metafile: true, write: false };
    return build({ ...options, ...common, ...more, plugins: [...(more.plugins ?? []), ...plugins()] });
  };
  const { metafile } = await run({ entryPoints: [ENTRY] });
  const { inputs } = metafile;
  const later = LATER.map((name) => inputOf(inputs, name));
  const main = reachedFrom(ENTRY, inputs, new Set(later));
  const shared = [...Object.keys(inputs)].filter(
    (path) => !main.has(path) && inputs[path].imports.some(({ path: to }) => main.has(to)),
  );
  const handedOn = [...new Set(shared.flatMap((path) => inputs[path].imports.map(({ path: to }) => to)))]
    .filter((path) => main.has(path) && !path.includes(":"))
    .sort();
  const numberOf = (list, path) => {
    const at = list.indexOf(path);
    if (at < 0) throw new Error(`${path} is on no side of the cut`);
    return at;
  };
  const relative = (path) => Object.keys(inputs).find((input) => join(root, input) === path);

  const first = await run({
    stdin: { contents: `export * from "./${ENTRY}";`, resolveDir: root, sourcefile: "main-part.js" },
    external: ["./rest.cjs"],
    banner: { js: `"use strict";${BUNDLE_URL}` },
    plugins: [
      cut(
        "later",
        (path) => later.includes(relative(path)),
        ({ path, kind }) => {
          const load = `require("parts").partOf(${numberOf(later, relative(path))})`;
          if (kind === "dynamic-import") return `module.exports = ${load};`;
          const getters = exportsOf(path).map(
            (name) => `Object.defineProperty(exports, "${name}", { get: () => ${load}["${name}"], enumerable: true });`,
          );
          return `Object.defineProperty(exports, "__esModule", { value: true });\n${getters.join("\n")}`;
        },
      ),
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
      cut(
        "shared",
        (path) => handedOn.includes(relative(path)),
        ({ path }) => {
          return `module.exports = __shared(${numberOf(handedOn, relative(path))});`;
        },
      ),
    ],
  });
  const all = { ...first.metafile.inputs, ...second.metafile.inputs };
  return { main: first.outputFiles[0].text, rest: second.outputFiles[0].text, metafile: { inputs: all } };
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

/** Replaces the modules that `isCut` names by what `contents` gives. */
function cut(namespace, isCut, contents) {
  return {
    name: namespace,
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, async (args) => {
        if (args.pluginData === namespace || args.kind === "entry-point" || args.namespace === "lazy") return undefined;
        // what the generated entry asks for is the module itself
        if (args.importer === "" || args.importer.endsWith("-part.js") || args.namespace === "parts") return undefined;
        const { path, external } = await bundle.resolve(args.path, {
          kind: args.kind,
          resolveDir: args.resolveDir,
          importer: args.importer,
          namespace: args.namespace,
          pluginData: namespace,
        });
        if (external || !path || !isCut(path)) return undefined;
        return { path: `${path}?${args.kind}`, namespace, pluginData: { path, kind: args.kind } };
      });
      bundle.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
        contents: contents(pluginData),
        resolveDir: "/",
        loader: "js",
      }));
    },
  };
}

/** The names that a source file of ours exports at run time. */
function exportsOf(path) {
  const source = readFileSync(path, "utf8");
  if (/^export (?:\*|default|\{)/m.test(source)) throw new Error(`${path}: only named exports are lazy`);
  return [...source.matchAll(/^export (?:async )?(?:const|let|function\*?|class) (\w+)/gm)].map(([, name]) => name);
}
