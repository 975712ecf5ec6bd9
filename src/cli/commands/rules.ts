/**
 * `secret-scan rules list|show|check`: the rule pack, or one's own.
 */
import { SecretScanError } from "../../model/error.js";
import type { Io } from "../io.js";
import type { GivenOptions } from "../options.js";

export async function rulesCommand(action: string, names: readonly string[], _given: GivenOptions, _io: Io): Promise<number> {
  throw new SecretScanError("usage", `${action} ${names.join(" ")}`);
}
