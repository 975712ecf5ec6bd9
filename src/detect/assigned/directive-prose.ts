/**
 * Sentences and notes in which people tell each other a password. Owns the table: each value has letters and digits, since a sentence has
 * words.
 */

import { type Directive, FURTHER, PROSE, shape } from "./directive-shape.js";

export const SENTENCES: readonly Directive[] = [
  {
    words: ["password to ", "password was ", "password is:", "password from "],
    shape: shape(String.raw`(?<name>password)(?: to | was | is:| from )\s*${PROSE}(?: to ${FURTHER})?`),
  },
  {
    words: ["login with ", "log in with ", "logged in with ", "sign in with "],
    shape: shape(
      String.raw`(?<name>(?:log(?:ged)? ?in|sign in) with)\s+["'\x60*]{0,2}[\w.@+-]+["'\x60*]{0,2}\s*(?:/|:)\s*${PROSE}`,
    ),
  },
  {
    words: ["login: ", "admin / ", "admin` / `", "root / ", "user / "],
    shape: shape(
      String.raw`(?:^|[\s>*|(\x60])(?<name>login:\s+["'\x60*]{0,2}[\w.@+-]+|admin|root|user)["'\x60*]{0,2} / ${PROSE}`,
    ),
  },
];
