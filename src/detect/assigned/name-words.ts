/**
 * The words of a name, and the letters that they are told by.
 */

export const isUpper = (code: number): boolean => code >= 65 && code <= 90;
export const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isLowerOrDigit = (code: number): boolean => isLower(code) || (code >= 48 && code <= 57);

/** Words of a name in camelCase, snake_case, kebab-case or with dots, in lower case. */
export function nameWords(name: string): string[] {
  const words: string[] = [];
  let from = 0;
  for (let i = 0; i <= name.length; i += 1) {
    const code = i < name.length ? name.charCodeAt(i) : 0;
    const isPart = isLowerOrDigit(code) || isUpper(code) || code >= 0x80;
    const before = name.charCodeAt(i - 1);
    const begins = isUpper(code) && (isLowerOrDigit(before) || (isUpper(before) && isLower(name.charCodeAt(i + 1))));
    if (isPart && !begins) continue;
    if (i > from) words.push(name.slice(from, i).toLowerCase());
    from = isPart ? i : i + 1;
  }
  return words;
}
