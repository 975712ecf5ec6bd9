/**
 * Writes a file of exceptions whole or not at all, and says in words why it could not.
 */

import { SecretScanError } from "../model/error.js";
import { writeWhole } from "./output.js";

/**
 * @param path where it is, `name` how messages call it
 * @throws SecretScanError `usage` when the file system refuses
 */
export async function writeExceptions(path: string, name: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    const remedy = "It is as it was. Check space and the permissions of the file and its folder";
    throw new SecretScanError("usage", `could not be written (${code})`, { file: name }, remedy, { cause });
  }
}
