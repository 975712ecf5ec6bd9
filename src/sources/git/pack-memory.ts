/**
 * The memory in which objects of packs are unpacked, and the kernel that does it: what the pack holds, the bases and the results lie
 * beside one another, so that nothing is copied to be worked on.
 *
 * Owns the regions and the kernel's instance. Which object stands where is `packs.ts`.
 */

import { PACK_KERNEL_BASE64 } from "./pack-kernel-bytes.generated.js";

export interface PackMemory {
  /** For whole packs: as much as was asked for. */
  readonly packs: Buffer;
  /** For bases that are kept. */
  readonly ring: Buffer;
  /** For pieces of a pack that is too large to be held. */
  readonly piece: Buffer;
  /** For an object and those that it rests on, beside one another. */
  readonly family: Buffer;
  /** For a delta that is worked on. */
  readonly delta: Buffer;
  /** True when the zlib stream that `packed` begins with gives exactly `target`, which it then holds. */
  inflate(packed: Buffer, target: Buffer): boolean;
  /** True when a delta's instructions make exactly `target` of the base. Target and base may share memory. */
  applyDelta(base: Buffer, instructions: Buffer, target: Buffer): boolean;
}

/** Larger ones are git's: V8 collects garbage the more often, the more memory we hold. */
export const MOST_OBJECT_BYTES: number = 4 << 20;

interface KernelExports {
  prepare(): void;
  inflate(from: number, end: number, to: number, size: number): number;
  applyDelta(base: number, baseSize: number, from: number, end: number, to: number, size: number): number;
}

/** The kernel's own tables end here: see `pack-kernel/layout.ts`. */
const HOST = 16384;
const PAGE = 65536;
/** The kernel reads a few bytes beyond a stream. */
const BEHIND = 64;
/** What an object of `MOST_OBJECT_BYTES` may be compressed to. */
const LARGEST: number = MOST_OBJECT_BYTES + (MOST_OBJECT_BYTES >> 10) + 4096;

let kernelModule: WebAssembly.Module | undefined;

/**
 * Of the memory only what is used becomes resident.
 *
 * @param packBytes how much room whole packs need
 * @param ringBytes how much room bases get
 * @param familyBytes how much an object and its bases get @default 0
 */
export function createPackMemory(packBytes: number, ringBytes: number, familyBytes = 0): PackMemory {
  let end = HOST;
  const region = (size: number): { start: number; size: number } => {
    const start = end;
    end = (start + size + BEHIND + 63) & ~63;
    return { start, size };
  };
  const regions = [packBytes, ringBytes, familyBytes, LARGEST, LARGEST, LARGEST].map(region);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  kernelModule ??= new WebAssembly.Module(Buffer.from(PACK_KERNEL_BASE64, "base64"));
  const kernel = new WebAssembly.Instance(kernelModule, { env: { memory } }).exports as unknown as KernelExports;
  kernel.prepare();
  const [packs, ring, family, piece, delta, copy] = regions.map(({ start, size }) => Buffer.from(memory.buffer, start, size)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  return {
    packs,
    ring,
    family,
    piece,
    delta,
    inflate: (packed, target) =>
      kernel.inflate(packed.byteOffset, packed.byteOffset + packed.length, target.byteOffset, target.length) === 1,
    applyDelta(base, instructions, target) {
      let from = base.byteOffset;
      if (from < target.byteOffset + target.length && target.byteOffset < from + base.length) {
        base.copy(copy);
        from = copy.byteOffset;
      }
      const at = instructions.byteOffset;
      return kernel.applyDelta(from, base.length, at, at + instructions.length, target.byteOffset, target.length) === 1;
    },
  };
}
