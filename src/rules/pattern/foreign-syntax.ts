/**
 * Syntax of other regular expression dialects that people bring along, and what to write instead.
 *
 * Some of it is an error in JavaScript with a message that helps nobody, some of it silently means something else.
 */

export interface ForeignSyntax {
  readonly message: string;
  readonly index: number;
  readonly remedy: string;
}

const DIALECTS: readonly { readonly shape: RegExp; readonly message: string; readonly remedy: string }[] = [
  { shape: /\(\?[ims]+(?:-[ims]+)?[:)]/, message: "inline flags", remedy: "Leave them out and set ignoreCase: true in the rule" },
  { shape: /\(\?P</, message: "(?P<…>) is not JavaScript's syntax", remedy: "Write (?<secret>…)" },
  {
    shape: /\[\[:\^?[a-z]+:\]/,
    message: "POSIX classes are not JavaScript's syntax",
    remedy: "Write the characters, such as [A-Za-z0-9]",
  },
  { shape: /[*+?}]\+/, message: "possessive quantifiers are not JavaScript's syntax", remedy: "Leave the + out" },
  { shape: /\(\?>/, message: "atomic groups are not JavaScript's syntax", remedy: "Write (?:…)" },
];

/** The first such piece, or undefined. Escaped brackets and the content of classes are left alone. */
export function foreignSyntax(source: string): ForeignSyntax | undefined {
  const plain = source.replaceAll(/\\./gs, "__");
  const posix = plain.search(/\[\[:\^?[a-z]+:\]/);
  if (posix >= 0)
    return {
      message: "POSIX classes are not JavaScript's syntax",
      index: posix,
      remedy: "Write the characters, such as [A-Za-z0-9]",
    };
  const outsideClasses = plain.replaceAll(/\[[^\]]*\]/g, (text) => "_".repeat(text.length));
  for (const { shape, message, remedy } of DIALECTS) {
    const index = outsideClasses.search(shape);
    if (index >= 0) return { message, index, remedy };
  }
  return undefined;
}
