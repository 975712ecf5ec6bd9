/**
 * A value in which some places stand for other bytes: what escapes and entities have in common.
 */

/** What stands at a place: bytes of the source that it takes and the code point, or the byte, that it means. */
export interface Escape {
  readonly length: number;
  /** -1: nothing, as a soft line break. */
  readonly point: number;
}

/**
 * Replaces every escape in bytes[start, end); undefined when there is none. No result is longer than its source, as no escape is
 * shorter than the UTF-8 of what it means.
 *
 * @param mark the byte that every escape starts with
 * @param escapeAt the escape at a mark, or undefined where there is none, or `false` where the value cannot be of this encoding
 * @param asBytes true when a point is a byte of the result, false when it is a character
 */
export function replaceEscapes(
  bytes: Uint8Array,
  span: { readonly start: number; readonly end: number },
  mark: number,
  escapeAt: (at: number) => Escape | undefined | false,
  asBytes: boolean,
): Uint8Array | undefined {
  const offset = bytes.subarray(span.start, span.end).indexOf(mark);
  if (offset < 0) return undefined;
  const first = span.start + offset;
  const decoded = Buffer.alloc(span.end - span.start);
  let length = offset;
  let replaced = 0;
  decoded.set(bytes.subarray(span.start, first));
  for (let at = first; at < span.end; ) {
    const found = bytes[at] === mark ? escapeAt(at) : undefined;
    if (found === false) return undefined;
    if (found === undefined) {
      decoded[length++] = bytes[at++]!;
      continue;
    }
    replaced++;
    at += found.length;
    if (found.point < 0) continue;
    if (asBytes || found.point < 0x80) decoded[length++] = found.point;
    else length += decoded.write(String.fromCodePoint(found.point), length);
  }
  return replaced === 0 ? undefined : decoded.subarray(0, length);
}
