/**
 * Is this an archive, and what is in it?
 *
 * Owns the choice of the format by the first bytes; a name alone decides for brotli, which has no mark, and lets programs with a zip
 * file behind something else be looked at.
 */

import { isText } from "../text-likeness.js";
import {
  type Archive,
  type ArchiveEntry,
  type ArchiveKind,
  type ArchiveLimits,
  type ArchiveSpending,
  type Budget,
  createBudget,
} from "./archive.js";
import { compressedEntries } from "./compressed.js";
import { u32 } from "./fields.js";
import { gzipEntries } from "./gzip.js";
import { isBzip2, isGzip, isPdf, isXz, isZstd } from "./marks.js";
import { pdfEntries } from "./pdf.js";
import { tarEntries } from "./tar.js";
import { isTar } from "./tar-header.js";
import { hasZipDirectory, zipEntries } from "./zip.js";

/** `PK` and what a zip file may start with: an entry, the end of an empty one, the mark of a split one. */
const ZIP_MAGIC = [0x04034b50, 0x06054b50, 0x08074b50];
const ZIP_NAME = /\.(?:zip|jar|war|ear|aar|whl|egg|pyz|apk|aab|ipa|xpi|crx|vsix|nupkg|docx|xlsx|pptx|odt|ods|odp|epub|kra)$/i;

/**
 * Opens an archive that is in memory. Whatever is wrong with it is a failure, never an exception.
 *
 * @param name the file's name or path: a hint only
 * @param spent counts against the limits; to be handed on to archives in this one
 * @returns undefined for everything that is no archive
 */
export function openArchive(
  bytes: Uint8Array,
  name: string,
  limits: ArchiveLimits,
  spent: ArchiveSpending = { entries: 0, bytes: 0 },
): Archive | undefined {
  const kind = archiveKind(bytes, name);
  if (kind === undefined || isOnlyNamedSo(kind, bytes)) return undefined;
  const budget = createBudget(limits, spent);
  return { kind, entries: entriesOf(kind, bytes, limits, budget), failures: budget.failures };
}

/**
 * What a file claims to be. Where the name alone says so, `openArchive` may find that it is not.
 *
 * @param bytes a kibibyte of the file's head, or more
 */
export function archiveKind(bytes: Uint8Array, name: string): ArchiveKind | undefined {
  if (ZIP_MAGIC.includes(u32(bytes, 0))) return "zip";
  if (isGzip(bytes)) return "gzip";
  if (isBzip2(bytes)) return "bzip2";
  if (isXz(bytes)) return "xz";
  if (isZstd(bytes)) return "zstd";
  if (isPdf(bytes, name)) return "pdf";
  if (isTar(bytes)) return "tar";
  if (/\.br$/i.test(name) && bytes.length > 0) return "brotli";
  return ZIP_NAME.test(name) && bytes.length > 0 ? "zip" : undefined;
}

/** A name is believed if the content agrees: `index.html.br` may be Breton. */
function isOnlyNamedSo(kind: ArchiveKind, bytes: Uint8Array): boolean {
  if (kind === "brotli") return isText(bytes);
  return kind === "zip" && !ZIP_MAGIC.includes(u32(bytes, 0)) && !hasZipDirectory(bytes);
}

function entriesOf(kind: ArchiveKind, bytes: Uint8Array, limits: ArchiveLimits, budget: Budget): Iterable<ArchiveEntry> {
  switch (kind) {
    case "zip":
      return zipEntries(bytes, limits, budget);
    case "tar":
      return tarEntries(bytes, budget);
    case "gzip":
      return gzipEntries(bytes, budget);
    case "pdf":
      return pdfEntries(bytes, budget);
    case "bzip2":
    case "xz":
    case "brotli":
    case "zstd":
      return compressedEntries(kind, bytes, budget);
  }
}
