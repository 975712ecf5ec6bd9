import { describe, expect, it } from "vitest";
import { dedent, notesOf } from "./notation.js";

/** Path, text, references. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "src/app.ts",
    `
    const a = process.env.STRIPE_KEY;
    const b = process.env["DB_PASSWORD"] ?? "x";
    const c = process.env.JWT_SECRET || '';
    const d = process.env.X_TOKEN as string;
    const e = process.env.A_TOKEN ? process.env.A_TOKEN : "x";
    const { B_TOKEN, C_TOKEN: c2 = "x", PORT } = process.env;
    // process.env.OLD_TOKEN
    process.env.SET_TOKEN = "x";
    const f = import.meta.env.VITE_SECRET_KEY ?? other;
    const g = Deno.env.get("D_TOKEN") ?? undefined;
    const h = Bun.env.E_TOKEN!;
    const i = requireEnv("F_TOKEN");
    setEnv("G_TOKEN", "x");
    const j = process.env.H_TOKEN ?? fail("no token");
    const k = process.env.PORT || 3000;`,
    [
      "1:23 used STRIPE_KEY",
      "2:24 used DB_PASSWORD optional literal",
      "3:23 used JWT_SECRET optional empty",
      "4:23 used X_TOKEN",
      "5:23 used A_TOKEN optional literal",
      "5:45 used A_TOKEN",
      "6:9 used B_TOKEN",
      "6:18 used C_TOKEN optional literal",
      "9:27 used VITE_SECRET_KEY optional",
      "10:25 used D_TOKEN optional",
      "11:19 used E_TOKEN",
      "12:23 used F_TOKEN",
      "14:23 used H_TOKEN",
    ],
  ],
  [
    "src/env.ts",
    `
    export const env = createEnv({
      server: {
        STRIPE_KEY: z.string().min(1),
        DB_PASSWORD: z
          .string()
          .default("x"),
        X_TOKEN: z.string().optional(),
        PORT: z.coerce.number(),
      },
    });
    cleanEnv(process.env, { 
      JWT_SECRET: str({ devDefault: "x" }),
    });`,
    [
      "3:5 used STRIPE_KEY",
      "4:5 used DB_PASSWORD optional literal",
      "7:5 used X_TOKEN optional",
      "12:3 used JWT_SECRET optional literal",
    ],
  ],
  [
    "app/settings.py",
    `
    A = os.environ["STRIPE_KEY"]
    B = os.environ.get("DB_PASSWORD", "x")
    C = os.getenv('JWT_SECRET', default="")
    D = os.getenv("X_TOKEN")
    E = env.db("DATABASE_URL")
    F = config("SMTP_PASSWORD", default=None)
    G = env("A_TOKEN") or "x"
    # os.environ["OLD_TOKEN"]
    os.environ["SET_TOKEN"] = "x"
    H = int(os.environ.get("PORT", 8000))

    class Settings(BaseSettings):
        stripe_key: str
        db_password: SecretStr = "x"
        api_token: str = Field(..., env="B_TOKEN")
        smtp_password: Optional[str] = None
        port: int = 80

        def token(self): ...
    other_token: str = "x"`,
    [
      "1:17 used STRIPE_KEY",
      "2:21 used DB_PASSWORD optional literal",
      "3:16 used JWT_SECRET optional empty",
      "4:16 used X_TOKEN",
      "5:13 used DATABASE_URL",
      "6:13 used SMTP_PASSWORD optional",
      "7:10 used A_TOKEN optional literal",
      "13:5 used STRIPE_KEY",
      "14:5 used DB_PASSWORD optional literal",
      "15:5 used B_TOKEN",
      "16:5 used SMTP_PASSWORD optional",
    ],
  ],
  [
    "main.go",
    `
    a := os.Getenv("STRIPE_KEY")
    b, ok := os.LookupEnv("DB_PASSWORD")
    type C struct {
      D string \`env:"JWT_SECRET,required"\`
      E string \`envconfig:"X_TOKEN" default:"x"\`
      F string \`env:"A_TOKEN" envDefault:""\`
    }
    viper.BindEnv("b.token", "B_TOKEN")
    g := viper.GetString("smtp.password")
    h := getEnv("C_TOKEN", "x")
    os.Setenv("D_TOKEN", "x")`,
    [
      "1:17 used STRIPE_KEY",
      "2:24 used DB_PASSWORD optional",
      "4:18 used JWT_SECRET",
      "5:24 used X_TOKEN optional literal",
      "6:18 used A_TOKEN optional empty",
      "8:27 used B_TOKEN",
      "9:23 used SMTP_PASSWORD",
      "10:14 used C_TOKEN optional literal",
    ],
  ],
  [
    "src/main/java/App.java",
    `
    String a = System.getenv("STRIPE_KEY");
    @Value("\${JWT_SECRET:x}") String b;
    @Value("\${stripe.api-key}") String c;
    @ConfigProperty(name = "db.password", defaultValue = "") String d;
    String e = Optional.ofNullable(System.getenv("X_TOKEN")).orElse("x");
    String f = System.getenv().getOrDefault("A_TOKEN", "x");`,
    [
      "1:27 used STRIPE_KEY",
      "2:11 used JWT_SECRET optional literal",
      "3:11 used stripe.api-key",
      "4:25 used db.password optional empty",
      "5:47 used X_TOKEN optional literal",
      "6:42 used A_TOKEN optional literal",
    ],
  ],
  [
    "App.kt",
    `
    val a = System.getenv("STRIPE_KEY") ?: "x"
    val b = System.getenv("X_TOKEN") ?: error("X_TOKEN is missing")`,
    ["1:24 used STRIPE_KEY optional literal", "2:24 used X_TOKEN"],
  ],
  [
    "App.scala",
    `
    val a = sys.env("STRIPE_KEY")
    val b = sys.env.getOrElse("X_TOKEN", "x")`,
    ["1:18 used STRIPE_KEY", "2:28 used X_TOKEN optional literal"],
  ],
  [
    "Program.cs",
    `
    var a = Environment.GetEnvironmentVariable("STRIPE_KEY") ?? "x";
    var b = Environment.GetEnvironmentVariable("X_TOKEN") ?? throw new Exception();
    var c = builder.Configuration["Jwt:Key"];
    var d = config.GetValue<string>("Smtp:Password");
    var e = configuration.GetConnectionString("Default");`,
    [
      "1:45 used STRIPE_KEY optional literal",
      "2:45 used X_TOKEN",
      "3:32 used Jwt:Key",
      "4:34 used Smtp:Password",
      "5:44 used ConnectionStrings:Default",
    ],
  ],
  [
    "config/app.rb",
    `
    a = ENV["STRIPE_KEY"]
    b = ENV.fetch("DB_PASSWORD")
    c = ENV.fetch("JWT_SECRET", "x")
    d = ENV.fetch("X_TOKEN") { "x" }
    e = ENV['A_TOKEN'] || ""
    ENV["B_TOKEN"] = "x"`,
    [
      "1:10 used STRIPE_KEY",
      "2:16 used DB_PASSWORD",
      "3:16 used JWT_SECRET optional literal",
      "4:16 used X_TOKEN optional literal",
      "5:10 used A_TOKEN optional empty",
    ],
  ],
  [
    "config.php",
    `
    <?php
    $a = getenv('STRIPE_KEY') ?: 'x';
    $b = env('DB_PASSWORD', '');
    $c = $_ENV['JWT_SECRET'] ?? null;
    $d = $_SERVER['X_TOKEN'];`,
    [
      "2:14 used STRIPE_KEY optional literal",
      "3:11 used DB_PASSWORD optional empty",
      "4:13 used JWT_SECRET optional",
      "5:16 used X_TOKEN",
    ],
  ],
  [
    "src/main.rs",
    `
    let a = std::env::var("STRIPE_KEY")?;
    let b = env::var("DB_PASSWORD").unwrap_or("x".into());
    let c = env::var("JWT_SECRET").unwrap_or_else(|_| "x".to_string());
    let d = env!("X_TOKEN");
    let e = option_env!("A_TOKEN");
    let f = env::var("B_TOKEN").ok();
    let g = env::var("C_TOKEN").unwrap_or_default();
    let h = env::var("D_TOKEN").expect("D_TOKEN");
    #[arg(long, env = "E_TOKEN")]`,
    [
      "1:24 used STRIPE_KEY",
      "2:19 used DB_PASSWORD optional literal",
      "3:19 used JWT_SECRET optional literal",
      "4:15 used X_TOKEN",
      "5:22 used A_TOKEN optional",
      "6:19 used B_TOKEN optional",
      "7:19 used C_TOKEN optional empty",
      "8:19 used D_TOKEN",
      "9:20 used E_TOKEN",
    ],
  ],
  [
    "config/runtime.exs",
    `
    a = System.fetch_env!("STRIPE_KEY")
    b = System.get_env("X_TOKEN", "x")
    c = System.get_env("A_TOKEN") || raise "A_TOKEN is missing"`,
    ["1:24 used STRIPE_KEY", "2:21 used X_TOKEN optional literal", "3:21 used A_TOKEN"],
  ],
  ["App.swift", `let a = ProcessInfo.processInfo.environment["STRIPE_KEY"] ?? "x"`, ["1:46 used STRIPE_KEY optional literal"]],
  [
    "main.dart",
    `
    final a = Platform.environment['STRIPE_KEY'] ?? '';
    const b = String.fromEnvironment('X_TOKEN', defaultValue: 'x');
    final c = dotenv.env['A_TOKEN']!;`,
    ["1:33 used STRIPE_KEY optional empty", "2:35 used X_TOKEN optional literal", "3:23 used A_TOKEN"],
  ],
  ["names.py", `AZURE_API_KEY_ENV_VAR = "AZURE_API_KEY"`, ["1:26 used AZURE_API_KEY"]],
  ["names.go", `const tokenEnvVar = "X_TOKEN"`, ["1:22 used X_TOKEN"]],
  ["names.ts", `const options = { apiKeyEnvVar: "X_TOKEN" };`, ["1:34 used X_TOKEN"]],
  ["main.c", `const char *a = getenv("STRIPE_KEY");`, ["1:25 used STRIPE_KEY"]],
  ["main.cpp", `auto a = std::getenv("STRIPE_KEY");`, ["1:23 used STRIPE_KEY"]],
  ["a.pl", `my $a = $ENV{STRIPE_KEY} || 'x';`, ["1:14 used STRIPE_KEY optional literal"]],
  ["a.lua", `local a = os.getenv("STRIPE_KEY") or "x"`, ["1:22 used STRIPE_KEY optional literal"]],
  ["Main.hs", `a <- lookupEnv "STRIPE_KEY"`, ["1:17 used STRIPE_KEY"]],
  ["a.jl", `a = ENV["STRIPE_KEY"]`, ["1:10 used STRIPE_KEY"]],
  [
    "deploy.sh",
    `
    #!/bin/sh
    curl -H "Authorization: $STRIPE_KEY" "\${DB_PASSWORD:?}"
    echo "\${X_TOKEN:-x}" "\${A_TOKEN:-}" "\${B_TOKEN:-$C_TOKEN}"
    OWN_TOKEN=$(make_token)
    echo "$OWN_TOKEN \\$D_TOKEN" # $OLD
    # $E_TOKEN
    F_TOKEN="\${F_TOKEN:-x}"`,
    [
      "2:26 used STRIPE_KEY",
      "2:41 used DB_PASSWORD",
      "3:9 used X_TOKEN optional literal",
      "3:25 used A_TOKEN optional empty",
      "3:40 used B_TOKEN optional",
      "3:50 used C_TOKEN",
      "7:12 used F_TOKEN optional literal",
    ],
  ],
  [
    "a.ps1",
    `
    $a = $env:STRIPE_KEY
    $env:SET_TOKEN = "x"
    $b = [Environment]::GetEnvironmentVariable("X_TOKEN")`,
    ["1:11 used STRIPE_KEY", "3:45 used X_TOKEN"],
  ],
  [
    "Makefile",
    `
    X_TOKEN ?= x
    OWN_TOKEN = $(shell cat token)
    deploy:
    \tcurl -H $(STRIPE_KEY) $$A_TOKEN $(OWN_TOKEN)`,
    ["1:1 used X_TOKEN optional literal", "4:12 used STRIPE_KEY", "4:26 used A_TOKEN"],
  ],
];

describe("references in code", () => {
  it.each(CASES)("%s", (path, text, expected) => {
    expect(notesOf(path, dedent(text))).toEqual(expected);
  });

  it("counts lines of LF, CRLF and CR, and no column for a BOM", () => {
    expect(notesOf("a.ts", "\ufeffprocess.env.A_TOKEN\r\nprocess.env.B_TOKEN\rprocess.env.C_TOKEN")).toEqual([
      "1:13 used A_TOKEN",
      "2:13 used B_TOKEN",
      "3:13 used C_TOKEN",
    ]);
  });

  it("lists what the configuration forces and leaves out what it forbids", async () => {
    const { findReferences } = await import("../../src/inventory/references/find-references.js");
    const choose = (name: string) => (name === "PORT" ? true : name === "X_TOKEN" ? false : undefined);
    const names = findReferences("a.ts", "process.env.PORT; process.env.X_TOKEN; process.env.Y_TOKEN", choose).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["PORT", "Y_TOKEN"]);
  });
});
