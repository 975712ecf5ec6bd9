/**
 * Where something stands in a text.
 *
 * Lines and columns are 1-based; columns count UTF-16 units; the end is exclusive. LF, CRLF and a lone CR end a line,
 * nothing else does; a byte order mark counts no column; a byte that is in no encoding counts one column.
 */

/** Half-open range of byte offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Location {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A path as reports show it: relative to the root of the scan, with `/`. Where the bytes are not UTF-8 the path is percent-encoded
 * byte by byte (`%` included) and `pathEncoded` is set.
 */
export interface ReportPath {
  readonly path: string;
  readonly pathEncoded?: true;
}
