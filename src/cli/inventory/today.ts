/**
 * The day that rotations are judged by.
 */

import type { Io } from "../io.js";
import type { Settings } from "../settings.js";

/** `YYYY-MM-DD`, UTC; of a build that is to be the same whenever it is made, the day that it names. */
export function todayOf({ epochSeconds }: Pick<Settings, "epochSeconds">, io: Pick<Io, "now">): string {
  const time = epochSeconds === undefined ? io.now() : new Date(epochSeconds * 1000);
  return time.toISOString().slice(0, 10);
}
