import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSIGNED_WORDS, type FileKind, nameTable } from "../../src/detect/assigned/assigned.js";
import { drawValue, isOfWords } from "../../src/detect/assigned/draw.js";
import { isMachineMade, valueModel } from "../../src/detect/machine-made.js";
import { createPrefilter, type Syntax, WORD_INDEX } from "../../src/prefilter/prefilter.js";

const CAPACITY = 2048;
const ESCAPE = "\\u{";
const names = nameTable(() => false, [ESCAPE]);
const others = ASSIGNED_WORDS.filter((word) => !names.words.includes(word));
const words = [...names.words, ...others];
const prefilter = createPrefilter({ words, names: names.table(), prefixes: [], model: valueModel() }, CAPACITY);
const KINDS: readonly FileKind[] = ["code", "lines", "other"];

/** Places of words, as `offset index` with the index in `ASSIGNED_WORDS`. */
function placesIn(text: string, syntax: Syntax): Set<string> {
  const bytes = Buffer.from(text, "latin1");
  prefilter.window.set(bytes);
  const count = prefilter.scan(0, bytes.length, bytes.length, syntax);
  const found = new Set<string>();
  for (let i = 0; i < count * 2; i += 2) {
    const info = prefilter.candidates[i + 1]!;
    if (info >>> 31 === 1) found.add(`${prefilter.candidates[i]!} ${ASSIGNED_WORDS.indexOf(words[info & WORD_INDEX]!)}`);
  }
  return found;
}

/** True where the detector would look at a value: at one that the model judges, or that a provider near by may make a secret. */
function isWanted(at: number, index: number, length: number, kind: FileKind): boolean {
  const window = { bytes: prefilter.window, start: 0, end: length };
  const candidate = drawValue(window, at, index, kind);
  if (candidate === undefined) return false;
  const { valueStart, valueEnd } = candidate;
  return !isOfWords(window.bytes, candidate, index, kind) || isMachineMade(window.bytes, valueStart, valueEnd, false);
}

function expectAllWanted(text: string): void {
  for (const kind of KINDS) {
    const all = placesIn(text, "unknown");
    const letThrough = placesIn(text, kind);
    for (const place of all) {
      const [at, index] = place.split(" ").map(Number) as [number, number];
      if (isWanted(at, index, text.length, kind))
        expect(letThrough, `${kind} at ${at}: ${JSON.stringify(text)}`).toContain(place);
    }
  }
}

const name = fc.oneof(
  fc.constantFrom(
    ...["password", "token", "api_key", "secretKey", "auth", "AUTH_TOKEN", "--password", "db.pass", "bypass", "author", "keys"],
    ...["chpasswd", "passe", "firstPass", "basic_auth", "PasswordAuthentication", "wachtwoord", "$pass", ":token", "credentials"],
  ),
  fc.constantFrom(...names.words),
);
const operator = fc.constantFrom(
  ...[
    "=",
    ":",
    ":=",
    "=>",
    "==",
    "!=",
    "===",
    "?=",
    "??=",
    "??",
    "?:",
    "||",
    "||=",
    "<-",
    ">",
    "(",
    ",",
    "::=",
    "=~",
    " ",
    " is ",
    " or ",
  ],
  ...[
    "{",
    " { get; set; } =",
    "{ public get;} =",
    "[]",
    "[0] =",
    "']",
    '")',
    "** ",
    "|",
    " | ",
    ":-",
    ", value: ",
    ' value="',
    '","value":',
  ],
  ...[": string =", ": &'static str =", " As String =", " string =", ":\n  ", "=\r\n\t", " = (\n"],
);
const opener = fc.constantFrom(
  ...[
    "",
    "",
    " ",
    "  ",
    "\t",
    "new SecretStr(",
    "[]byte(",
    "@",
    "b",
    "rb",
    "$",
    "(",
    "[",
    "[[",
    "os.getenv(",
    "env(",
    "'u', ",
    "foo(bar, ",
  ],
  ...["${", "${OTHER:-", "|\n  ", ">-\n    ", "<value>", "<![CDATA[", "**", "!!str ", "! ", "- ", "$(", "+ "],
);
const value = fc.oneof(
  fc.constantFrom(
    "abc",
    "ab",
    "",
    "hunter2",
    "correct horse",
    "Password is required",
    "process.env.X",
    "xK9vQ2mL7pR4tW8z",
    "true",
    "$abc",
  ),
  fc.stringMatching(/^[a-z]{3,30}[0-9]{0,3}$/),
  fc.stringMatching(/^[A-Za-z]{3,40}$/),
  fc.stringMatching(/^[\x21-\x7e]{0,24}$/),
  fc.string({ maxLength: 300 }),
);
const before = fc.constantFrom(
  "",
  "",
  "// ",
  "# ",
  " * ",
  "const ",
  "{",
  "${",
  "{{",
  "<",
  '<add key="',
  "set ",
  "machine x login y ",
  "x = '",
  "('u', ",
  "\n",
);
const quoted = fc
  .tuple(
    value,
    fc.constantFrom('"', "'", "`", '\\"', '"""', ""),
    fc.constantFrom("", "", ")", "]]", "}", "</", "|", "@h", ";", "\n"),
  )
  .map(([text, quote, end]) => `${quote}${text}${quote}${end}`);
const statement = fc
  .tuple(
    before,
    fc.constantFrom("", '"', "'", '\\"'),
    name,
    operator,
    opener,
    quoted,
    fc.constantFrom("\n", "", ", ", ' "second")'),
  )
  .map(([lead, quote, word, sign, open, literal, rest]) => `${lead}${quote}${word}${quote}${sign}${open}${literal}${rest}`);
const url = fc
  .tuple(fc.constantFrom("http", "postgres"), fc.stringMatching(/^[a-z,)\]]{0,8}(:[\x21-\x7e]{0,12})?(@h)?$/))
  .map(([scheme, rest]) => `${scheme}://${rest}`);

const argument = fc.oneof(
  quoted,
  quoted,
  fc.constantFrom("user", "8080", "[a, 'b']", "f(x)", "f('x')", "{ a: 1 }", "", "\n  ", "Some('v')", "}", ";"),
);
const call = fc
  .tuple(
    fc.constantFrom(
      ...["login", "smtp.login", "connect", "mysqli_connect", "new FooClient", "Hash::make", "Credentials::new", "jwt.sign"],
      ...[
        "openssl_encrypt",
        "bcrypt.hash",
        "page.fill",
        "authenticate",
        "authenticateAsync",
        "db.create_user",
        "new PDO",
        "clients",
      ],
    ),
    fc.constantFrom("(", "(", "(", "( ", "(\n", " (", "<T>("),
    fc.array(argument, { maxLength: 5 }),
    fc.constantFrom(")", ").c_str()", "", "));"),
  )
  .map(([callee, open, list, close]) => `${callee}${open}${list.join(", ")}${close} `);
const header = fc
  .tuple(
    fc.constantFrom("", "", "Authorization: ", "x", "'", "-"),
    fc.constantFrom("Basic", "basic", "Bearer", "bearer"),
    fc.constantFrom(" ", "  ", "\t", " \t "),
    fc.oneof(fc.base64String({ minLength: 4, maxLength: 40 }), fc.stringMatching(/^[a-zA-Z0-9.~_+/=-]{0,20}$/), value),
    fc.constantFrom("", "\n", '"', "(", " "),
  )
  .map((parts) => parts.join(""));

describe("places of names", () => {
  it("are let through wherever the detector finds a value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: statement }, url, { weight: 2, arbitrary: call }, header), {
          minLength: 1,
          maxLength: 6,
        }),
        (parts) => expectAllWanted(parts.join("").slice(0, CAPACITY)),
      ),
      { numRuns: 6000 },
    );
  });

  it("are told from those where nothing can stand", () => {
    const harmless = [
      "token: string;",
      "const key = next();",
      "for (const key of keys) {}",
      "function sign(key, value) {}",
      'key: "some words"',
      "class Token {",
      "author = 'x y z'",
      "https://example.com/path?user:x",
      "users are authenticated here",
      "const client = createClient(options);",
      "connect(mapState, mapDispatch)(Component);",
      "basic usage of the bearer of news",
    ];
    for (const text of harmless) expect([...placesIn(`${text}\n`, "code")], text).toEqual([]);
  });

  it("of escapes count where one of those that follow without a gap is a character of one byte", () => {
    const escapes = (text: string): number[] => {
      prefilter.window.set(Buffer.from(text));
      const count = prefilter.scan(0, text.length, text.length, "other");
      return Array.from({ length: count }, (_, i) => prefilter.candidates[i * 2]!);
    };
    expect(escapes("\\u{41} \\u{00041} \\U{7a}")).toEqual([0, 7, 17]);
    expect(escapes("\\u{1f600} \\u{2014}-\\u{10fff} \\u{000100}")).toEqual([]);
    expect(escapes("\\u{1f600}\\u{41}")).toEqual([0, 9]);
  });

  it("at a text's end are not decided by what stood there before", () => {
    const long = `password = "${"x".repeat(40)}"`;
    for (let length = 1; length < long.length; length++) {
      placesIn(long, "code");
      const again = placesIn(long.slice(0, length), "code");
      prefilter.window.fill(0);
      expect(again).toEqual(placesIn(long.slice(0, length), "code"));
    }
  });
});
