/**
 * The prefilter's tables for all built-in rules and all encodings, as most runs need them. The bundle holds them ready made
 * (`scripts/bundle-plugins.mjs`): to make them takes longer than a short run's scanning.
 */

import { createDetector } from "../detect/detector.js";
import { tablesImage } from "../prefilter/prefilter.js";
import { loadBuiltInPack } from "../rules/built-in-pack.js";
import { ESCAPES } from "./escaped-span.js";

let image: Uint8Array | undefined;

/** The same bytes each time; not to be written to. */
export function packImage(): Uint8Array {
  image ??= tablesImage(createDetector(loadBuiltInPack().rules, 0, ESCAPES).tables());
  return image;
}
