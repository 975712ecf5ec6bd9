/**
 * `^` and `$` in a rule: a text is looked at in windows, from where the match may begin, so its start and end are not at hand. What an
 * author means are the borders of a line, in whichever way lines end.
 */

const ESCAPE_CLASS_OR_BORDER = /\\.|\[(?:\\.|[^\]\\])*\]|[$^]/gs;
const BORDERS: Readonly<Record<string, string>> = { "^": "(?<![^\\r\\n])", $: "(?![^\\r\\n])" };

/** The pattern with a look-around in place of each `^` and `$`. @param source valid syntax */
export function withLineBorders(source: string): string {
  return source.replaceAll(ESCAPE_CLASS_OR_BORDER, (text) => BORDERS[text] ?? text);
}
