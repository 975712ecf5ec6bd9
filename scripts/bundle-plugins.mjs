// What the bundle does differently from the sources, for the sake of a fast start: Node's heavier modules are loaded when they are
// first used, and large tables are files beside the bundle, so that neither the parser nor the code cache has to carry them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { endianness } from "node:os";
import { basename, join } from "node:path";
import { build as esbuild } from "esbuild";

const LAZY = ["child_process", "crypto", "fs/promises", "os", "tty", "url", "util", "vm", "worker_threads", "zlib"];
/** These are there before the program is. */
const PLAIN = ["buffer", "fs", "path"];

/**
 * `import { gunzipSync } from "node:zlib"` loads nothing until `gunzipSync` is used. Of modules that are loaded in any case each importer
 * would make a copy of all names, a hundred of `node:fs`: the sources share those that they use.
 *
 * @param src folder of the sources
 */
export function lazyBuiltins(src) {
  const used = usedNames(src);
  return {
    name: "lazy-builtins",
    setup(build) {
      const namespaceOf = (names, namespace) =>
        build.onResolve({ filter: new RegExp(`^node:(?:${names.join("|")})$`) }, ({ path, importer, kind }) =>
          // what `tablesAsFiles` writes has its own `require`, of whatever it needs
          importer.includes("node_modules") || kind === "require-call" ? undefined : { path: path.slice(5), namespace },
        );
      namespaceOf(LAZY, "lazy");
      namespaceOf(PLAIN, "plain");
      build.onLoad({ filter: /.*/, namespace: "plain" }, ({ path }) => {
        const names = [...used.get(path)].sort().map((name) => `export const ${name} = all.${name};`);
        return { contents: [`const all = require("${path}");`, ...names, "export default all;"].join("\n"), loader: "js" };
      });
      build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => {
        const getters = [...used.get(path)]
          .sort()
          .map(
            (name) => `Object.defineProperty(exports, "${name}", { get: () => require("${path}").${name}, enumerable: true });`,
          );
        return { contents: getters.join("\n"), loader: "js" };
      });
    },
  };
}

/** By module of Node's the names that the sources use of it: a getter for each of the others would cost at every start. */
function usedNames(src) {
  const used = new Map([...LAZY, ...PLAIN].map((name) => [name, new Set()]));
  for (const file of readdirSync(src, { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    const source = readFileSync(join(src, file), "utf8");
    for (const [, list, all, path] of source.matchAll(/^import (?:\w+, )?(?:\{([^}]+)\}|\* as (\w+)) from "node:([\w/]+)";$/gm)) {
      const names = used.get(path);
      if (names === undefined) continue;
      for (const name of list?.split(",") ?? []) if (!/^\s*(?:type .*)?$/.test(name)) names.add(name.trim().split(" ")[0]);
      if (all === undefined) continue;
      // `zlib.inflateSync`, or a name that only newer versions of Node have, by a cast: `(zlib as …).crc32`
      for (const [, name] of source.matchAll(new RegExp(`\\b${all}(?: as [^)]*\\))?\\.(\\w+)`, "g"))) names.add(name);
    }
  }
  return used;
}

/** Long string constants of generated modules, and JSON tables, are read from `dist/data/`. @param data folder that is written */
export function tablesAsFiles(data) {
  return {
    name: "tables-as-files",
    setup(build) {
      mkdirSync(data, { recursive: true });
      build.onLoad({ filter: /rules\/model\/[^/]+\.json$/ }, ({ path }) => {
        const name = basename(path);
        const table = JSON.parse(readFileSync(path, "utf8"));
        writeFileSync(join(data, name), JSON.stringify(table));
        // read when something of it is first used
        const contents = `let table;
const get = (key) => () => (table ??= JSON.parse(${reading(name)}))[key];
for (const key of ${JSON.stringify(Object.keys(table))}) Object.defineProperty(module.exports, key, { get: get(key), enumerable: true });`;
        return { contents, loader: "js" };
      });
      build.onLoad({ filter: /randomness\/word-table\.ts$/ }, async ({ path }) => {
        const { PRIME, SEED, SLOTS, wordTable } = await evaluated(path);
        const table = Buffer.from(wordTable().buffer);
        if (endianness() === "BE") table.swap32();
        writeFileSync(join(data, "word-table.bin"), table);
        const file = reading("word-table.bin").replace(', "latin1")', ")");
        return {
          contents: `export const PRIME = ${PRIME}, SEED = ${SEED}, SLOTS = ${SLOTS};
export function wordTable() {
  const bytes = ${file};
  if (require("node:os").endianness() === "BE") bytes.swap32();
  return new Int32Array(bytes.buffer, bytes.byteOffset, SLOTS);
}`,
          loader: "js",
        };
      });
      build.onLoad({ filter: /scan\/pack-image\.ts$/ }, async ({ path }) => {
        const { packImage } = await evaluated(path);
        writeFileSync(join(data, "pack-image.bin"), packImage());
        const contents = `export function packImage() {\n  return ${reading("pack-image.bin").replace(', "latin1")', ")")};\n}`;
        return { contents, loader: "js" };
      });
      build.onLoad({ filter: /\.generated\.ts$|rules\/generated\/[^/]+\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        const columns = source.replace(/^(export const COLUMNS: \w+ = )(\{.*\});$/m, (_whole, head, literal) => {
          writeFileSync(join(data, "columns.json"), escaped(literal));
          return `${head}JSON.parse(${reading("columns.json")});`;
        });
        const contents = columns.replaceAll(
          /^(export const (\w+)(?:: string)? = )("(?:[^"\\]|\\.)*");$/gm,
          (whole, head, constant, literal) => {
            const text = JSON.parse(literal);
            if (text.length < 1024) return whole;
            const name = `${constant.toLowerCase().replaceAll("_", "-")}.txt`;
            writeFileSync(join(data, name), text);
            return `${head}${reading(name)};`;
          },
        );
        return { contents, loader: "ts" };
      });
    },
  };
}

/** What a source file exports, run while the bundle is made. */
async function evaluated(path) {
  const { outputFiles } = await esbuild({ entryPoints: [path], bundle: true, format: "esm", platform: "node", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** JSON in ASCII alone. */
function escaped(json) {
  return json.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** ASCII files are read as latin1: the string then has one byte a character. */
function reading(name) {
  return `require("node:fs").readFileSync(require("node:path").join(__dirname, "data", ${JSON.stringify(name)}), "latin1")`;
}
