/**
 * A line of `.gitattributes` by which git merges the baselines of two branches: it takes the rows of both sides, and never leaves a
 * conflict. What is there twice or gone after that, `baseline prune` takes out.
 */

import { join, relative, sep } from "node:path";
import { readExceptionFile } from "../allow/text-file.js";
import { writeExceptions } from "./write-exceptions.js";

const ATTRIBUTES_FILE = ".gitattributes";

/**
 * Adds the line where no line speaks of the file yet, and every other byte stays.
 *
 * @param root absolute, of the repository
 * @param file absolute, of the baseline
 * @returns the line; undefined when nothing was written: it is there, or the file lies elsewhere
 * @throws SecretScanError `usage` when `.gitattributes` cannot be read or written
 */
export async function addMergeAttribute(root: string, file: string): Promise<string | undefined> {
  const path = relative(root, file).split(sep).join("/");
  if (path.startsWith("../") || !/^[\w./-]+$/.test(path)) return undefined;
  const attributes = join(root, ATTRIBUTES_FILE);
  const text = (await readExceptionFile(attributes, ATTRIBUTES_FILE, root)) ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (text.split(/\r?\n/).some((line) => !line.startsWith("#") && line.includes(name))) return undefined;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : lineEnd;
  // with a slash a pattern means this place, without one every folder
  const line = `${path.includes("/") ? path : `/${path}`} merge=union`;
  await writeExceptions(attributes, ATTRIBUTES_FILE, `${text}${gap}${line}${lineEnd}`);
  return line;
}
