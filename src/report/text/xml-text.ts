/**
 * Text from strangers inside XML 1.0 and HTML, in an element or in a quoted attribute.
 */

import { visible } from "./visible.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Unseen characters are made visible first; the two code points that XML forbids beyond controls become U+FFFD. */
export function xmlText(text: string): string {
  return visible(text)
    .replace(/\uFFFE|\uFFFF/g, "\uFFFD")
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
