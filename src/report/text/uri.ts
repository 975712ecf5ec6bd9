/**
 * A report path as a relative URI.
 */

import type { ReportPath } from "../../model/location.js";

/** Percent-encodes all but unreserved characters and `/`; a path that is percent-encoded already is not encoded again. */
export function pathUri({ path, pathEncoded }: ReportPath): string {
  const wellFormed = path.replace(/\p{Cs}/gu, "\uFFFD");
  const encoded = wellFormed.split("/").map(encodeURIComponent).join("/");
  return pathEncoded ? encoded.replace(/%25(?=[0-9A-F]{2})/gi, "%") : encoded;
}
