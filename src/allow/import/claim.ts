/**
 * What another scanner's file says should not be reported, before it is held against a scan of today.
 */

/** One exception of the other tool. All that is given must hold. */
export interface Claim {
  /** Where it was read: `.gitleaksignore:3`. */
  readonly origin: string;
  /** What its author wrote about it. */
  readonly note?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly expires?: string | undefined;
  /** Says whether the path, from the root, is meant. */
  readonly path?: ((path: string) => boolean) | undefined;
  /** 1-based lines, both inclusive. */
  readonly lines?: { readonly from: number; readonly to: number } | undefined;
  /** The other tool's name for what it found there; it keeps an exception from hiding a secret of another kind. */
  readonly rule?: string | undefined;
  /** Lower-case hex of the secret's SHA-1 or SHA-256. With `lines`, either of the two will do: the secret may have moved within its file. */
  readonly digest?: string | undefined;
  /** Source of a regular expression with flag `u`, searched in the secret. */
  readonly value?: string | undefined;
}

/** What was not carried over. */
export interface Lost {
  readonly origin: string;
  /** What it was, in a few words; never a value. */
  readonly what: string;
  readonly why: string;
}

export interface Claims {
  readonly claims: readonly Claim[];
  readonly lost: readonly Lost[];
}

/** Collects both, for the readers of the formats. */
export interface ClaimCollector {
  readonly claims: Claim[];
  readonly lost: Lost[];
}

/** Collects claims and what could not be carried over, in the order of the file. */
export function createClaimCollector(): ClaimCollector {
  return { claims: [], lost: [] };
}

/** `FILE:LINE` of the first place of `part` in the text; the file alone where it is not written out. */
export function originOf(text: string, file: string, part: string): string {
  const at = text.indexOf(part);
  return at < 0 || part === "" ? file : `${file}:${text.slice(0, at).split("\n").length}`;
}
