import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ASSIGNED_WORDS, createAssignedDetector, fileKind } from "../../../src/detect/assigned/assigned.js";
import type { Match } from "../../../src/detect/match.js";
import type { Verdict } from "../../../src/model/finding.js";

interface Judged {
  readonly matches: readonly Match[];
  readonly dropped: readonly Verdict[];
}

function judged(text: string, path: string): Judged {
  const bytes = Buffer.from(text);
  const lower = bytes.toString("latin1").toLowerCase();
  const detector = createAssignedDetector();
  const kind = fileKind(path);
  const matches: Match[] = [];
  const dropped: Verdict[] = [];
  ASSIGNED_WORDS.forEach((word, index) => {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      detector.judgeWord(
        { bytes, start: 0, end: bytes.length },
        at,
        index,
        path,
        kind,
        matches,
        (_rule, _start, _end, verdict) => {
          dropped.push(verdict);
        },
      );
    }
  });
  return { matches, dropped };
}

let made = 0;
/** The same ones in every run: of random values some read like words. */
const key = (): string => createHash("sha256").update(`key ${made++}`).digest("base64url").slice(0, 32).replace(/[-_]/g, "x");

describe("what is reported", () => {
  test.each([
    ["config.py", (v: string) => `SECRET_KEY = "${v}"\n`, "assigned-secret"],
    ["app.js", (v: string) => `const apiKey = "${v}";\n`, "assigned-key"],
    ["app.js", (v: string) => `const accessToken = '${v}';\n`, "assigned-token"],
    ["app.js", (v: string) => `const secret = process.env.JWT_SECRET || '${v}';\n`, "hard-coded-fallback"],
    ["a.yml", (v: string) => `database:\n  user: app\n  password: ${v}\n`, "assigned-password"],
    ["a.md", (v: string) => `curl -H "Authorization: Bearer ${v}" https://api.internal\n`, "bearer-authorization"],
    ["a.sh", (v: string) => `DATABASE_URL=postgres://app:${v}@db.internal/app\n`, "database-url-password"],
    ["a.sh", (v: string) => `git clone https://bot:${v}@git.internal/app\n`, "url-credentials"],
    ["a.sql", (v: string) => `CREATE USER app IDENTIFIED BY '${v}';\n`, "sql-password"],
  ])("random values in %s", (path, write, ruleId) => {
    for (let i = 0; i < 20; i += 1) {
      const value = key();
      const text = write(value);
      const [match] = judged(text, path).matches;
      expect(match?.ruleId).toBe(ruleId);
      expect(text.slice(match!.start, match!.end)).toBe(value);
      expect(match!.confidence).not.toBe("low");
    }
  });

  test("the name is the variable's own", () => {
    const name = (text: string): string | undefined => judged(text, "a.js").matches[0]?.assignedTo;
    expect(name(`const s = process.env.JWT_SECRET || "${key()}";\n`)).toBe("JWT_SECRET");
    expect(name(`const dbPassword = "${key()}";\n`)).toBe("dbPassword");
    expect(judged(`deploy --api-key ${key()}\n`, "a.md").matches[0]?.assignedTo).toBe("api-key");
  });

  test("Basic authorisation that decodes to a user and a password", () => {
    const text = `Authorization: Basic ${Buffer.from(`deploy:${key()}`).toString("base64")}\n`;
    expect(judged(text, "a.http").matches.map(({ ruleId }) => ruleId)).toContain("basic-authorization");
    expect(judged("Authorization: Basic authentication1\n", "a.md").matches.map(({ ruleId }) => ruleId)).not.toContain(
      "basic-authorization",
    );
  });

  test.each(["Sommer2024!", "admin123", "letmein99", "Fl4mengo1981", "qwertz123", "P@ssw0rd1", "Herbst-Sturm7"])(
    "a person's password: %s",
    (value) => {
      const places: readonly (readonly [string, string])[] = [
        ["db.yml", `production:\n  username: app\n  password: ${value}\n`],
        ["Db.java", `    private static final String DB_PASSWORD = "${value}";\n`],
        ["settings.py", `connect(host="db", user="app", password="${value}")\n`],
        [".env", `DB_USER=app\nDB_PASSWORD=${value}\n`],
      ];
      for (const [path, text] of places) {
        expect(judged(text, path).matches.map(({ ruleId }) => ruleId)).toContain("assigned-password");
      }
    },
  );
});

describe("what is not reported", () => {
  test.each([
    ["a.yml", `password: "<your-password>"\n`],
    ["a.yml", "password: ********\n"],
    ["a.yml", `password: "\${DB_PASSWORD}"\n`],
    ["a.php", `'password' => '$2y$10$${"h".repeat(53)}',\n`],
    ["a.ts", `const messages = { password: "Password is required" };\n`],
    ["src/i18n/de.json", `{"password": "Kennwort"}\n`],
    ["a.js", `const KEY_NAME = "tokenStore";\n`],
    ["a.yml", "tokenUrl: https://login.example.com/oauth/token\n"],
    ["a.json", `{"publicKey": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${"q".repeat(40)}"}\n`],
    ["a.json", `{"LockToken": "0bc01e21-03c9-4b98-9433-6229cbf1ef1c"}\n`],
    ["a.json", `{"key": "0bc01e21-03c9-4b98-9433-6229cbf1ef1c"}\n`],
    ["a.json", `{"AWS::ApiGateway::ApiKey": "48205d4ffd7feba3"}\n`],
    ["a.json", `{"quoteToken": "0x55d398326f99059fF775485246999027B3197955"}\n`],
    ["a.json", `{"Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:LaunchWizard-XHb67j"}\n`],
    ["a.py", `Token: "#d0d0d0",\n`],
    ["a.c", "#define NO_KEY 0x80041089\n"],
    ["a.sh", "KEY=13B6F51ECDDE430D\n"],
    ["a.py", `@pulumi.type_token("aws:ec2/networkAcl:NetworkAcl")\n`],
    ["a.py", `["privacy_passphrase", "privacy_protocol"],\n`],
    ["a.xml", `<int key="NSvFlags">1316</int>\n`],
    ["a.reg", `<Key>Software\\Policies\\Google\\Chrome</Key>\n`],
    ["a.js", `{ token: "@brackets.directive" },\n`],
    ["a.py", `"image_pull_secrets": "List[V1LocalObjectReference]",\n`],
    ["a.yml", "key: 2f636c757374657266732f64617461\n"],
    ["a.sh", "GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568\n"],
    ["a.txt", "Mnemonic: global substitute.\n"],
    ["a.json", `{"$$hashKey": "object:7855"}\n`],
    ["a.txt", "PInvoke.Win32ErrorCode.ERROR_IKE_QUERYCRED = 13856 -> Code\n"],
    ["a.plist", "<key>LSRequiresIPhoneOS</key>\n"],
    ["a.js", `{ key: "createFloat32MatrixTexture", value: f }\n`],
    ["a.cmake", `message(CHECK_PASS "works")\n`],
    ["a.log", "PASS: config.guess checks (137 tests)\n"],
    ["a.cpp", "// First pass: determine size, legality.\n"],
    ["a.py", `choices = ["pass", "discard"]\n`],
    ["a.py", `if update_password == "always":\n`],
    ["a.yaml", "Login using a username-password or email-password combination.\n"],
    ["a.py", `out = self.get_password("virtualCryptSHA256")\n`],
    ["a.py", `pass_phrase = "%d#AaBbCcDdEeFf" % count\n`],
    ["a.py", `key = unhexlify("3da6c536d6295579c0959a7043efb503")\niv = unhexlify("2b926197d34e091ef722db94")\n`],
    ["a.txt", "Key = 000102030405060708090A0B0C0D0E0F\nIV = 00000000000000000000000000000000\nPlaintext = 00\n"],
  ])("%s: %s", (path, text) => {
    expect(judged(text, path).matches.filter(({ confidence }) => confidence !== "low")).toEqual([]);
  });
});

describe("explanations", () => {
  const [A, B] = ["Tr0ub4dor", "&3xk9Q"];

  test("name the features that weighed, and never the value", () => {
    const value = key();
    const [match] = judged(`const apiKey = "${value}";\n`, "app.js").matches;
    const details = match!.verdicts.map(({ detail }) => detail).join("\n");
    expect(details).toMatch(/probability 0\.\d\d: valueBits|probability [01]\.\d\d: \w+ [\d.-]+ [+-]?\d/);
    expect(details).not.toContain(value);
  });

  test.each([
    ["a.py", 'token = "wordsOnly"\n', /letters alone/],
    ["a.py", "token = user.token\n", /no literal/],
    ["a.py", `password = os.environ["PASSWORD"]\n`, /no literal/],
    ["a.py", 'quoteToken = "0x55d398326f99059fF775485246999027B3197955"\n', /address/],
  ])("say what became of a name in %s: %s", (path, text, detail) => {
    const { matches, dropped } = judged(text, path);
    expect(matches).toEqual([]);
    expect(dropped.map((verdict) => verdict.detail).join("\n")).toMatch(detail);
  });

  test.each([
    ["a.js", `const password = "${A}" + "${B}";\n`, /a literal of 2 pieces is assigned/],
    ["a.js", `new FooClient("svc_app", "${A}${B}");\n`, /stands where the call `FooClient` takes a password/],
    ["a.cfg", `enable secret 0 ${A}${B}\n`, /follows `enable secret`/],
  ])("say what place a value has in %s: %s", (path, text, detail) => {
    expect(judged(text, path).matches[0]?.verdicts[0]?.detail).toMatch(detail);
  });

  test("say that a call was handed no password", () => {
    const { matches, dropped } = judged('new FooClient("svc_app", "production");\n', "a.js");
    expect(matches).toEqual([]);
    expect(dropped.map((verdict) => verdict.detail).join("\n")).toMatch(/takes a password by its place/);
  });

  test("say why a value was dropped", () => {
    expect(judged(`password: "<your-password>"\n`, "a.yml").dropped.map(({ step }) => step)).toEqual(["non-secret"]);
  });
});
