// What the bundle does differently from the sources, for the sake of a fast start: Node's heavier modules are loaded when they are
// first used, and large tables are files beside the bundle, so that neither the parser nor the code cache has to carry them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const require = createRequire(import.meta.url);

const LAZY = ["child_process", "crypto", "fs/promises", "vm", "worker_threads", "zlib"];
/** What newer versions of Node have beyond the one that builds. */
const NEWER = { zlib: ["crc32", "zstdCompressSync", "zstdDecompressSync"] };

/** `import { gunzipSync } from "node:zlib"` loads nothing until `gunzipSync` is used. */
export const lazyBuiltins = {
  name: "lazy-builtins",
  setup(build) {
    build.onResolve({ filter: new RegExp(`^node:(?:${LAZY.join("|")})$`) }, ({ path }) => ({
      path: path.slice(5),
      namespace: "lazy",
    }));
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => {
      const names = [...new Set([...Object.keys(require(path)), ...(NEWER[path] ?? [])])];
      return {
        contents: `for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { get: () => require(${JSON.stringify(path)})[name], enumerable: true });`,
        loader: "js",
      };
    });
  },
};

/** Long string constants of generated modules, and JSON tables, are read from `dist/data/`. @param data folder that is written */
export function tablesAsFiles(data) {
  return {
    name: "tables-as-files",
    setup(build) {
      mkdirSync(data, { recursive: true });
      build.onLoad({ filter: /rules\/model\/[^/]+\.json$/ }, ({ path }) => {
        const name = basename(path);
        writeFileSync(join(data, name), JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
        return { contents: `module.exports = JSON.parse(${reading(name)});`, loader: "js" };
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

/** JSON in ASCII alone. */
function escaped(json) {
  return json.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** ASCII files are read as latin1: the string then has one byte a character. */
function reading(name) {
  return `require("node:fs").readFileSync(require("node:path").join(__dirname, "data", ${JSON.stringify(name)}), "latin1")`;
}
