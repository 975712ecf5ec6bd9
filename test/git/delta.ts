/**
 * Deltas as packs have them, made of pieces.
 */

/** A piece of the base, or bytes put in. */
export type Piece = { readonly from: number; readonly length: number } | Buffer;

export function deltaOf(base: Buffer, pieces: readonly Piece[]): Buffer {
  const parts = [size(base.length), size(made(base, pieces).length)];
  for (const piece of pieces) {
    if (!Buffer.isBuffer(piece)) {
      for (let at = 0; at < piece.length; at += 0xffff) parts.push(copy(piece.from + at, Math.min(0xffff, piece.length - at)));
      continue;
    }
    for (let at = 0; at < piece.length; at += 127) {
      const bytes = piece.subarray(at, at + 127);
      parts.push(Buffer.of(bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

/** What the pieces make. */
export function made(base: Buffer, pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (Buffer.isBuffer(piece) ? piece : base.subarray(piece.from, piece.from + piece.length))),
  );
}

function size(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    if (rest <= 0x7f) return Buffer.from(bytes);
  }
}

/** Only the bytes that are not zero are written. */
function copy(from: number, length: number): Buffer {
  const numbers = [from & 255, (from >> 8) & 255, (from >> 16) & 255, (from >> 24) & 255, length & 255, (length >> 8) & 255];
  const op = numbers.reduce((bits, byte, index) => (byte === 0 ? bits : bits | (1 << index)), 0x80);
  return Buffer.from([op, ...numbers.filter((byte) => byte !== 0)]);
}
