/**
 * What no report may hold raw: controls but for the line end, and characters that steer the direction of a text.
 */

export const UNSEEN_IN_OUTPUT: RegExp = /[\p{Cs}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|(?!\n)\p{Cc}/u;
