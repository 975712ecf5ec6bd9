/**
 * Properties are tried on the same cases in each run, so that a failure is there again when it is looked for. Other cases:
 * `FAST_CHECK_SEED=random npm test`, or a number in its place; a failing property names its seed.
 */

import fc from "fast-check";

const FIXED_SEED = 20_26_11_24;
const wanted = process.env["FAST_CHECK_SEED"];

if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: wanted ? Number(wanted) : FIXED_SEED });
