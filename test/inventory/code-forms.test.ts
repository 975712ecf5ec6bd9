/**
 * Ways to ask for a name that a language's documentation shows and the fixtures of `code-references.test.ts` do not: one a row.
 */

import { describe, expect, it } from "vitest";
import { notesOf } from "./notation.js";

const ROWS: readonly (readonly [string, string, string])[] = [
  ["a.ts", `const KEY = "X_TOKEN";\nconst t = process.env[KEY] ?? "x";`, "1:14 used X_TOKEN optional literal"],
  ["a.ts", `const KEYS = { a: "X_TOKEN" };\nprocess.env[KEYS.a];`, "1:20 used X_TOKEN"],
  ["a.ts", `process.env.X_TOKEN ??= "x";`, "1:13 used X_TOKEN optional literal"],
  ["a.ts", `import { env as own } from "node:process";\nown.X_TOKEN || "x";`, "2:5 used X_TOKEN optional literal"],
  ["a.ts", `const vars = process.env;\nvars["X_TOKEN"];`, "2:7 used X_TOKEN"],
  ["a.ts", `export default { fetch(_, env) { const { X_TOKEN } = env } }`, "1:42 used X_TOKEN"],
  ["a.ts", `if (!("X_TOKEN" in process.env)) {}`, "1:8 used X_TOKEN optional"],
  ["a.ts", `env.get("X_TOKEN").required().asString()`, "1:10 used X_TOKEN"],
  ["a.ts", `this.config.getOrThrow<string>("X_TOKEN")`, "1:33 used X_TOKEN"],
  ["a.ts", `defineSecret('X_TOKEN')`, "1:15 used X_TOKEN"],
  ["a.js", `http.get(url, { auth: __ENV.X_TOKEN })`, "1:29 used X_TOKEN"],
  [
    "a.ts",
    `const envSchema = z.object({\n  X1_TOKEN: z.string(),\n  X2_TOKEN: z.string().default("x"),\n})`,
    "2:3 used X1_TOKEN | 3:3 used X2_TOKEN optional literal",
  ],
  ["a.ts", `process.env.X_TOKEN ?? (() => { throw new Error("x") })()`, "1:13 used X_TOKEN"],
  ["a.ts", `process.env.X_TOKEN || throwError("x")`, "1:13 used X_TOKEN"],
  ["a.ts", `assert(process.env.X_TOKEN, "is needed")`, "1:20 used X_TOKEN"],
  ["a.ts", `process.env.X_TOKEN !== undefined ? x : "x"`, "1:13 used X_TOKEN optional literal"],
  [
    "a.ts",
    `x = process.env.X_TOKEN ? Buffer.from(process.env.X_TOKEN, "hex") : undefined`,
    "1:17 used X_TOKEN optional | 1:51 used X_TOKEN",
  ],
  ["a.ts", `x = process.env.X_TOKEN ? "with" : "without"`, "1:17 used X_TOKEN"],
  ["a.ts", `delete process.env.X_TOKEN;`, ""],
  ["A.java", `System.getenv("X_TOKEN") != null ? x : "x"`, "1:16 used X_TOKEN optional literal"],
  ["A.java", `@Value("\${X_TOKEN:\${Y_TOKEN:x}}")`, "1:11 used X_TOKEN optional | 1:21 used Y_TOKEN optional literal"],
  ["A.java", `@Value("\${x.token:#{null}}")`, "1:11 used x.token optional"],
  ["a.go", `t := cmp.Or(os.Getenv("X_TOKEN"), "x")`, "1:24 used X_TOKEN optional literal"],
  ["a.rs", `env::var("X_TOKEN").unwrap_or_else(|_| String::new())`, "1:11 used X_TOKEN optional empty"],
  ["A.cs", `c.GetRequiredSection("X:Secret").Value`, "1:23 used X:Secret"],
  ["a.sh", `docker run -e X_TOKEN image`, "1:15 used X_TOKEN optional"],
  ["a.py", `class S(BaseSettings):\n    x_token: Annotated[SecretStr, Field(min_length=3)]\n`, "2:5 used X_TOKEN"],
  ["a.py", `NAME = "X_TOKEN"\nt = os.environ[NAME]`, "1:9 used X_TOKEN"],
  ["a.py", `if "X_TOKEN" not in os.environ: pass`, "1:5 used X_TOKEN optional"],
  ["a.py", `os.environ.get(key="X_TOKEN")`, "1:21 used X_TOKEN"],
  ["a.py", `env = environ.Env(DEBUG=(bool, False), X_TOKEN=(str, "x"))`, "1:40 used X_TOKEN optional literal"],
  ["a.py", `D = {"default": env.db(default="x")}`, "1:21 used DATABASE_URL optional literal"],
  ["a.py", `D = dj_database_url.config(conn_max_age=600)`, "1:21 used DATABASE_URL optional"],
  ["a.py", `D = dj_database_url.config(env="X_DATABASE_URL")`, "1:33 used X_DATABASE_URL optional"],
  ["a.py", `st.secrets["x_token"]`, "1:13 used x_token"],
  [
    "a.py",
    `class A(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="P_")\n    a_token: str\nclass B(A):\n    b_token: str\n`,
    "3:5 used P_A_TOKEN | 5:5 used P_B_TOKEN",
  ],
  ["a.go", `const keyEnv = "X_TOKEN"\nt := os.Getenv(keyEnv)`, "1:17 used X_TOKEN"],
  ["a.go", 'type C struct { T string `env:"X_TOKEN, default=x"` }', "1:32 used X_TOKEN optional literal"],
  ["a.go", `&cli.StringFlag{EnvVars: []string{"X_TOKEN", "Y_TOKEN"}}`, "1:36 used X_TOKEN | 1:47 used Y_TOKEN"],
  ["a.go", `Sources: cli.EnvVars("X_TOKEN", "Y_TOKEN")`, "1:23 used X_TOKEN | 1:34 used Y_TOKEN"],
  ["a.go", `os.ExpandEnv("$X_TOKEN:\${Y_TOKEN}")`, "1:16 used X_TOKEN | 1:26 used Y_TOKEN"],
  ["A.java", `env.getProperty("x.token", "x");`, "1:18 used x.token optional literal"],
  ["A.java", `Dotenv.load(); dotenv.get("X_TOKEN");`, "1:28 used X_TOKEN"],
  ["A.java", `@Value("#{systemEnvironment['X_TOKEN']}")`, "1:30 used X_TOKEN"],
  ["A.java", `static final String NAME = "X_TOKEN"; System.getenv(NAME);`, "1:29 used X_TOKEN"],
  ["A.kt", `config.property("ktor.x.token").getString()`, "1:18 used ktor.x.token"],
  ["A.kt", `System.getenv("X_TOKEN").orEmpty()`, "1:16 used X_TOKEN optional empty"],
  ["build.gradle", `findProperty("nexusPassword")`, "1:15 used nexusPassword"],
  ["A.scala", `sys.env.get("X_TOKEN")`, "1:14 used X_TOKEN optional"],
  ["A.cs", `config.GetSection("Mail")["Password"]`, "1:28 used Mail:Password"],
  ["A.cs", `config.GetSection("Mail").GetValue<string>("Password")`, "1:45 used Mail:Password"],
  ["A.cs", `config.GetValue("Api:Key", "x")`, "1:18 used Api:Key optional literal"],
  ["a.rb", `ENV["X_TOKEN"].presence || "x"`, "1:6 used X_TOKEN optional literal"],
  ["a.rb", `ENV["X_TOKEN"].to_s`, "1:6 used X_TOKEN optional empty"],
  ["a.rb", `ENV.values_at("X_TOKEN", "Y_TOKEN")`, "1:16 used X_TOKEN | 1:27 used Y_TOKEN"],
  ["a.rb", `ENV.key?("X_TOKEN")`, "1:11 used X_TOKEN optional"],
  ["a.rb", `Figaro.env.x_token!`, "1:12 used X_TOKEN"],
  ["a.php", `Env::get('X_TOKEN');`, "1:11 used X_TOKEN"],
  ["a.rs", `dotenvy::var("X_TOKEN")?`, "1:15 used X_TOKEN"],
  ["a.rs", `#[arg(env = "X_TOKEN", default_value = "x")] t: String`, "1:14 used X_TOKEN optional literal"],
  ["a.rs", `#[clap(long, env)] pub x_token: String`, "1:24 used X_TOKEN"],
  ["a.rs", `#[envconfig(from = "X_TOKEN", default = "x")]`, "1:21 used X_TOKEN optional literal"],
  ["a.exs", `config :app, key: {:system, "X_TOKEN"}`, "1:30 used X_TOKEN"],
  ["a.swift", `Environment.get("X_TOKEN")`, "1:18 used X_TOKEN"],
  ["a.swift", `object(forInfoDictionaryKey: "X_TOKEN")`, "1:31 used X_TOKEN"],
  ["a.dart", `@EnviedField(varName: 'X_TOKEN')`, "1:24 used X_TOKEN"],
  ["a.c", `#define NAME "X_TOKEN"\nchar *t = getenv(NAME);`, "1:15 used X_TOKEN"],
  ["a.sh", `printenv X_TOKEN; [[ -v Y_TOKEN ]]`, "1:10 used X_TOKEN optional | 1:25 used Y_TOKEN optional"],
  ["a.ps1", `(Get-Item Env:X_TOKEN).Value`, "1:15 used X_TOKEN"],
  ["Makefile", `ifndef X_TOKEN\nendif\nexport Y_TOKEN`, "1:8 used X_TOKEN optional | 3:8 used Y_TOKEN"],
  ["flake.nix", `x = builtins.getEnv "X_TOKEN";`, "1:22 used X_TOKEN"],
];

describe("ways to ask in code", () => {
  it.each(ROWS)("%s: %s", (path, text, expected) => {
    expect(notesOf(path, text).join(" | ")).toBe(expected);
  });
});

it("an identifier that is no constant of the file, or is set, asks for nothing", () => {
  expect(
    notesOf(
      "a.ts",
      `const KEY = "X_TOKEN"; process.env[OTHER]; process.env[KEY] = "x"; environment(KEY_2);\n// process.env[KEY]`,
    ),
  ).toEqual([]);
});
