/**
 * An annotated tag as git stores it: headers, an empty line, the message.
 */

export interface TagObject {
  /** `Name <mail>` */
  readonly tagger: string | undefined;
  /** ISO 8601 with offset. */
  readonly date: string | undefined;
  readonly message: Buffer;
}

export function parseTag(bytes: Buffer): TagObject {
  const end = bytes.indexOf("\n\n");
  const headers = bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
  const [, tagger, seconds, offset] = /^tagger (.*>) (\d+) ([+-]\d{4})$/m.exec(headers) ?? [];
  return {
    tagger,
    date: seconds === undefined || offset === undefined ? undefined : isoDate(Number(seconds), offset),
    message: end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 2),
  };
}

/** git's seconds and offset as it prints them itself: `2026-03-04T05:06:07+02:00`. */
function isoDate(seconds: number, offset: string): string | undefined {
  const minutes = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))) * (offset[0] === "-" ? -1 : 1);
  const local = new Date((seconds + minutes * 60) * 1000);
  if (Number.isNaN(local.getTime())) return undefined;
  const zone = minutes === 0 ? "Z" : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return `${local.toISOString().slice(0, 19)}${zone}`;
}
