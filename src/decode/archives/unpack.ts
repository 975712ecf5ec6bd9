/**
 * Decompression with a bound on what comes out.
 *
 * Owns the calls of zlib and the wording of what goes wrong. Node's synchronous functions stop at `maxOutputLength`, so a bomb costs
 * no more memory than the bound. What Node cannot unpack is in `packed/`.
 */

import * as zlib from "node:zlib";
import type { Budget } from "./archive.js";
import { unpackBzip2 } from "./packed/bzip2.js";
import { Output } from "./packed/output.js";
import { PackedError } from "./packed/packed-error.js";
import { unpackXz } from "./packed/xz.js";
import { unpackZstd } from "./packed/zstd.js";

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Packed bytes that were used; what follows belongs to something else. */
  readonly consumed: number;
  /** Why `bytes` is empty or not all. */
  readonly problem?: string;
}

export type Compression = "deflate-raw" | "deflate" | "brotli" | "zstd" | "bzip2" | "xz";
/** Those of zlib. */
type NodeCompression = Exclude<Compression, "bzip2" | "xz">;

/** Node has zstd from 22.15 on; before, `packed/` has. */
const zstd: typeof zlib.inflateSync | undefined = (zlib as { zstdDecompressSync?: typeof zlib.inflateSync }).zstdDecompressSync;

const UNPACKERS: Readonly<Record<NodeCompression, (packed: Uint8Array, options: object) => Unpacked>> = {
  "deflate-raw": (packed, options) => withConsumed(zlib.inflateRawSync(packed, options)),
  deflate: (packed, options) => withConsumed(zlib.inflateSync(packed, options)),
  brotli: (packed, options) => withConsumed(zlib.brotliDecompressSync(packed, options)),
  zstd: (packed, options) => withConsumed(zstd?.(packed, options)),
};

/** Unpacks one entry within what the budget allows, and charges it. Never throws. */
export function unpack(compression: Compression, packed: Uint8Array, budget: Budget): Unpacked {
  const { bytes: allowed, limit } = budget.allowance(packed.length);
  if (allowed <= 0) return failed(`is not read: the limit of ${limit} is reached`);
  try {
    const own = ownUnpacker(compression);
    const unpacked =
      own === undefined ? run(compression as NodeCompression, packed, allowed) : runOwn(own, packed, allowed, budget);
    budget.takeBytes(unpacked.bytes.length);
    return unpacked;
  } catch (error) {
    if (error instanceof RangeError) return failed(`unpacks to more than the limit of ${limit}`);
    if (error instanceof Error && "errno" in error) return failed(`is corrupt (${error.message})`);
    throw error;
  }
}

/** A content that is cut off gives what there is of it. */
function run(compression: NodeCompression, packed: Uint8Array, maxOutputLength: number): Unpacked {
  const options = { maxOutputLength, info: true };
  try {
    return UNPACKERS[compression](packed, options);
  } catch (error) {
    if (compression === "zstd" || !(error instanceof Error) || !("code" in error) || error.code !== "Z_BUF_ERROR") throw error;
    const finishFlush = compression === "brotli" ? zlib.constants.BROTLI_OPERATION_FLUSH : zlib.constants.Z_SYNC_FLUSH;
    return { ...UNPACKERS[compression](packed, { ...options, finishFlush }), problem: "is cut off" };
  }
}

type OwnUnpacker = (packed: Uint8Array, output: Output, admitsSmall: () => boolean) => number;

/** Undefined where Node has one. */
function ownUnpacker(compression: Compression): OwnUnpacker | undefined {
  if (compression === "bzip2") return unpackBzip2;
  if (compression === "xz") return unpackXz;
  return compression === "zstd" && zstd === undefined ? unpackZstd : undefined;
}

/** What is damaged or cut off gives what comes before. */
function runOwn(unpacker: OwnUnpacker, packed: Uint8Array, limit: number, budget: Budget): Unpacked {
  const output = new Output(limit);
  const admitsSmall = (): boolean => budget.takeEntry();
  try {
    const consumed = unpacker(packed, output, admitsSmall);
    return { bytes: output.from(0), consumed };
  } catch (error) {
    if (!(error instanceof PackedError)) throw error;
    return { bytes: output.from(0), consumed: packed.length, problem: error.problem };
  }
}

/** With `info` Node returns the engine beside the buffer; its types don't say so. */
function withConsumed(result: unknown): Unpacked {
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  return { bytes: buffer, consumed: engine.bytesWritten };
}

function failed(problem: string): Unpacked {
  return { bytes: new Uint8Array(0), consumed: 0, problem };
}
