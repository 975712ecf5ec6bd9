/**
 * What git tells a push or receive hook on standard input: one line a ref.
 */

import { SecretScanError } from "../../model/error.js";
import type { InputStream } from "../io.js";

/** A ref that moves; zeros stand for none. */
export interface MovedRef {
  /** Name at the side that receives. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const MOST_BYTES = 16 << 20;
const ID = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const PRE_PUSH = new RegExp(`^\\S+ (?<to>${ID}) (?<name>\\S+) (?<from>${ID})$`);
const PRE_RECEIVE = new RegExp(`^(?<from>${ID}) (?<to>${ID}) (?<name>\\S.*)$`);

/** @throws SecretScanError `usage` for input that git does not write */
export async function readMovedRefs(hook: "pre-push" | "pre-receive", input: InputStream): Promise<MovedRef[]> {
  if (input.isTTY === true) {
    throw new SecretScanError(
      "usage",
      `hook ${hook}: git writes the refs to its standard input`,
      {},
      "It is run by git: see `secret-scan init`",
    );
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw notFromGit(hook, chunks.length);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => {
      const { name, from, to } = (hook === "pre-push" ? PRE_PUSH : PRE_RECEIVE).exec(line)?.groups ?? {};
      if (name === undefined || from === undefined || to === undefined) throw notFromGit(hook, index + 1);
      return { name, from, to };
    });
}

function notFromGit(hook: string, line: number): SecretScanError {
  return new SecretScanError(
    "usage",
    `hook ${hook}: line ${line} of standard input is not what git writes`,
    {},
    "Call it as git's hook, with its input passed on",
  );
}
