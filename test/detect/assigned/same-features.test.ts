import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { F, FEATURE_NAMES, type FeatureName } from "../../../src/detect/assigned/feature-names.js";
import { nameFeatures } from "../../../src/detect/assigned/name-features.js";
import { nameWords } from "../../../src/detect/assigned/name-words.js";
import { eachWord, hasBeginOfWord, hasEndOfWord } from "../../../src/detect/assigned/parts.js";
import { valueFeatures } from "../../../src/detect/assigned/value-features.js";
import { detectText } from "../pack/detect-text.js";

/** What a feature of a name says, as an expression: the searches must say the same. */
const NAMES: readonly (readonly [FeatureName, RegExp])[] = [
  [
    "nameHasPassword",
    /pass?w(?:or)?[dt]?|passwd|pwd|passcode|\bpass\b|_pass\b|pass_|[a-z]Pass(?:$|[A-Z_])|^pw$|_pw$|requirepass|securestr|dbpass|userpass/i,
  ],
  ["nameIsApiKey", /api[_.-]?key|app[_.-]?key|apikey/i],
  ["nameIsPrivateOrSigning", /priv|sign|encrypt|hmac|jwt|session|cookie|master|secret[_.-]?key|key[_.-]?base/i],
  [
    "nameHasPublic",
    /public|publishable|pub_?key|anon|site_?key|foreign|primary|partition|sort|range|cache|license|ssh_?key_?name|key_?pair|host_?key|kms/i,
  ],
  ["nameHasIdentity", /(?:^|[_.-]|[a-z])(?:id|Id|ID|user|User|USER|login|email)s?$/],
  [
    "nameIsCursor",
    /(?:next|page|pagination|continuation|cursor|sync|change|request|idempoten\w*|lifecycle\w*|term|scroll|resume|starting|device|registration)[_-]?token|(?:csrf|xsrf)|(?:result|output|input|limit|more|cache|query|sort|partition|foreign|primary|object|route|resource)[_-]?key/i,
  ],
  ["nameIsSetter", /(?:^|[._])(?:set|with|add|put|use|bind)[_A-Z]/],
  ["nameIsCapitalised", /^[A-Z][a-z]/],
];

/** The same of a value. */
const VALUES: readonly (readonly [FeatureName, RegExp])[] = [
  ["valueIsNumber", /^[-+]?[\d.,_]+$/],
  ["valueIsCamelCase", /^[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+\d?$/],
  ["valueIsCapitalised", /^[A-Z][a-z]+$/],
  ["valueIsWordAndDigits", /^[A-Za-z]+\d{1,4}\W?$/],
  ["valueHasBlank", /\s/],
  ["valueHasBracket", /[()[\]{}<>]/],
  ["valueHasStrongSign", /[!@#$%^&*~?]/],
  ["valueIsMail", /^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/],
  ["valueIsUrl", /^[a-z][\w+.-]*:\/\/|^www\.|\.(?:com|org|net|io)(?:\/|$)/i],
  ["valueIsAscii", /^[^\x80-\xff]*$/],
  [
    "valueIsVersionOrDate",
    /^v?\d+(?:\.\d+)+\S{0,8}$|^\d{4}-\d\d-\d\d|^v\d+(?:alpha|beta|rc|p)?\w{0,4}$|^[A-Z]+-?\d{1,5}(?:-[A-Z]+-?\d*)*$/,
  ],
  [
    "valueIsPlaceholder",
    /example|changeme|change_me|placeholder|your|dummy|fake|sample|redacted|todo|insert|replace|some[-_ ]|-here|_here|foo|bar\b|baz|xxx|abc123|lorem|ipsum|test|demo|mock|stub|invalid|wrong|incorrect|bogus|whatever|default/i,
  ],
  ["valueHasSecretWord", /pass|pwd|secret|token|(?<!mon|don|tur|hoc)key|auth|cred|user|login/i],
];

const piece = fc.constantFrom(
  ...[
    "pass",
    "Pass",
    "PASS",
    "pw",
    "_pw",
    "word",
    "key",
    "Key",
    "monkey",
    "api",
    "app",
    "_",
    ".",
    "-",
    "secret",
    "id",
    "Id",
    "ids",
    "user",
  ],
  ...[
    "set",
    "Set",
    "with",
    "use",
    "_A",
    "next",
    "token",
    "Token",
    "idempotency",
    "lifecycleHook",
    "cache",
    "public",
    "site",
    "host",
    "s",
  ],
  ...[
    "ssh_key_name",
    "1",
    "2020",
    "9",
    "é",
    "\xc3\xa9",
    " ",
    "@",
    "www.",
    "a.com",
    "://",
    "v1",
    "-01",
    ".5",
    "=",
    "==",
    "bar",
    "some-",
    "!",
    "T",
  ],
  ...["sailing", "Summer", "XMLHttp", "0x", "ff", "/", "\xa0"],
);
const text = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ minLength: 1, maxLength: 16, unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }),
);

function rowOfName(name: string): Float64Array {
  const row = new Float64Array(FEATURE_NAMES.length);
  nameFeatures(name, nameWords(name), row);
  return row;
}

function rowOfValue(value: string): Float64Array {
  const row = new Float64Array(FEATURE_NAMES.length);
  const bytes = new Uint8Array(Buffer.from(value, "latin1"));
  valueFeatures({ bytes, start: 0, end: bytes.length, value, words: [], mayBeEncoded: true }, row);
  return row;
}

describe("features that are searched for say what their expressions say", () => {
  it("of names", () => {
    fc.assert(
      fc.property(text, (name) => {
        const row = rowOfName(name);
        for (const [feature, pattern] of NAMES) expect([feature, row[F[feature]]]).toEqual([feature, pattern.test(name) ? 1 : 0]);
      }),
      { numRuns: 3000 },
    );
  });

  it("of values", () => {
    fc.assert(
      fc.property(text, (value) => {
        const row = rowOfValue(value);
        for (const [feature, pattern] of VALUES)
          expect([feature, row[F[feature]]]).toEqual([feature, pattern.test(value) ? 1 : 0]);
      }),
      { numRuns: 3000 },
    );
  });

  it("of the words of a name", () => {
    fc.assert(
      fc.property(text, (name) => {
        const words = name
          .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
          .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
          .toLowerCase()
          .split(/[^a-z0-9\x80-\xff]+/)
          .filter((word) => word !== "");
        expect(nameWords(name)).toEqual(words);
      }),
      { numRuns: 3000 },
    );
  });

  it("of the words of a line, and where they begin and end", () => {
    fc.assert(
      fc.property(text, (line) => {
        const words: string[] = [];
        eachWord(line, (word) => words.push(word));
        expect(words).toEqual(line.match(/\w+/g) ?? []);
        expect(hasEndOfWord(line, "id")).toBe(/id\b/.test(line));
        expect(hasBeginOfWord(line, "id")).toBe(/\bid/.test(line));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("names that take their promise back in the last part of a joined word", () => {
  it.each(["passwordfile", "remote_login_passwordfile", "tokentype", "keystore", "secretname"])("%s", (name) => {
    expect(rowOfName(name)[F.nameWeakBehind]).toBeGreaterThan(0);
  });

  it.each(["password", "keystorepassword", "keystore_password", "apikey", "passcode"])("not %s", (name) => {
    expect(rowOfName(name)[F.nameWeakBehind]).toBe(0);
  });
});

describe("what is no secret by its name or make", () => {
  const half = ["k8QzR2", "LmPw7", "xVt4N", "bYcHd9", "Gf3JsE"].join("");
  const other = ["Wq5T", "uZ0aX", "eR8oK", "1iMn6", "BvCy2D", "lpS7h"].join("");

  it.each([
    [`password: "${half}=${other}"`, "a salted hash"],
    ["Codes.ERROR_WRONG_PASSWORD = 3221225578;", "the number of an error"],
    [`resourcekey: ${half}`, "a link's key"],
    ['CONFIG_STORAGE_KEY = "@firebase/performance/configexpire"', "a name under that of a package"],
    ["a?where=key177196556777405927%3D%27val1177196556777407626%27", "a numbered name"],
  ])("%#", (text) => {
    expect(detectText(`${text}\n`, "a.yml").filter(({ confidence }) => confidence !== "low")).toEqual([]);
  });

  it.each([[`password: "${half}"`], [`secret_key: "${half}="`]])("but %#", (text) => {
    expect(detectText(`${text}\n`, "a.yml")).toHaveLength(1);
  });
});
