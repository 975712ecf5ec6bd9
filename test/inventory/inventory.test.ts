// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of GitHub Actions
import { describe, expect, it } from "vitest";
import { compareInventories } from "../../src/inventory/compare.js";
import { parseCodeowners } from "../../src/inventory/owners/codeowners.js";
import { DEFAULT_POLICY, policyBreaches } from "../../src/inventory/policy.js";
import { aFinding, inventoryOf } from "./inventory-builder.js";

const statuses = (files: Record<string, string>, input = {}) =>
  Object.fromEntries(inventoryOf(files, input).secrets.map(({ name, status }) => [name, status]));

describe("one entry a name", () => {
  it("with every place that asks for it and every place that gives it", () => {
    const { secrets } = inventoryOf({
      ".env.example": "STRIPE_KEY=\nPORT=80\n",
      "src/a.ts": "process.env.STRIPE_KEY;\nprocess.env.STRIPE_KEY;",
      "src/b.ts": 'process.env.STRIPE_KEY ?? "";',
    });
    expect(secrets).toEqual([
      {
        id: "stripe-key",
        name: "STRIPE_KEY",
        type: "payment",
        criticality: "critical",
        owners: [],
        status: "ok",
        rotation: { intervalDays: 90 },
        declaredIn: [{ path: ".env.example", startLine: 1, kind: "dotenv-example" }],
        usedIn: [
          { path: "src/a.ts", startLine: 1, kind: "code", required: true, fallback: "none" },
          { path: "src/a.ts", startLine: 2, kind: "code", required: true, fallback: "none" },
          { path: "src/b.ts", startLine: 1, kind: "code", required: false, fallback: "empty" },
        ],
        findings: [],
      },
    ]);
  });

  it("whatever its letter case, where the platform ignores it", () => {
    const { secrets } = inventoryOf({
      ".github/workflows/a.yml": "env:\n  NPM_TOKEN: ${{ secrets.npm_token }}",
      "Program.cs": 'var a = Configuration["Jwt:Key"];',
      ".env": "JWT__KEY=",
      "a.sh": "echo $db_password ${Db_Password}",
    });
    expect(secrets.map(({ name }) => name)).toEqual(["Db_Password", "JWT__KEY", "NPM_TOKEN"]);
  });

  it("but not for what the platform issues itself", () => {
    expect(statuses({ ".github/workflows/a.yml": "env:\n  GH_TOKEN: ${{ secrets.GITHUB_TOKEN }}" })).toEqual({});
  });
});

describe("a value that a vague rule found", () => {
  it("takes nothing from what the name says of criticality and rotation", () => {
    const vague = aFinding({ type: "generic", provider: "", criticality: "high", rotationDays: 90, path: "a.ts", startLine: 1 });
    const { secrets } = inventoryOf({ "a.ts": 'process.env.JWT_SECRET || "x";' }, { findings: [vague] });
    expect(secrets[0]).toMatchObject({
      name: "JWT_SECRET",
      type: "jwt",
      criticality: "critical",
      rotation: { intervalDays: 180 },
    });
  });

  it("makes none less critical than it says", () => {
    const vague = aFinding({ type: "password", provider: "", criticality: "critical", path: "a.ts", startLine: 1 });
    const { secrets } = inventoryOf({ "a.ts": 'process.env.SMTP_PASSWORD || "x";' }, { findings: [vague] });
    expect(secrets[0]).toMatchObject({ type: "smtp", criticality: "critical", rotation: { intervalDays: 180 } });
  });
});

describe("the status", () => {
  it("is the worst that holds", () => {
    const files = {
      "a.ts": 'process.env.A_TOKEN; process.env.B_TOKEN || "x"; process.env.C_TOKEN; process.env.D_TOKEN',
      ".env.example": "B_TOKEN=\nC_TOKEN=\nD_TOKEN=\nE_TOKEN=",
    };
    const overrides = [{ name: "C_TOKEN", rotation: { lastRotated: "2026-01-01" } }];
    expect(statuses(files, { overrides })).toEqual({
      A_TOKEN: "undeclared",
      B_TOKEN: "fallback",
      C_TOKEN: "overdue",
      D_TOKEN: "ok",
      E_TOKEN: "unused",
    });
  });

  it("is hard-coded for the name on the finding's line, that it is assigned to, or for rule and file", () => {
    const findings = [
      aFinding({ path: "a.ts", startLine: 1, assignedTo: "key" }),
      aFinding({ path: "b.ts", fingerprint: "ss1:two", assignedTo: "STRIPE_KEY" }),
      aFinding({ path: "c.ts", fingerprint: "ss1:three", assignedTo: "password" }),
      aFinding({ path: "d.ts", fingerprint: "ss1:three" }),
    ];
    const { secrets, drift } = inventoryOf({ "a.ts": "process.env.A_TOKEN ?? x" }, { findings });
    expect(secrets.map(({ name, status, findings: own }) => [name, status, own])).toEqual([
      ["A_TOKEN", "hard-coded", ["ss1:one"]],
      ["STRIPE_KEY", "hard-coded", ["ss1:two"]],
      ["example-api-key in c.ts", "hard-coded", ["ss1:three"]],
    ]);
    expect(drift).toEqual([]);
  });
});

describe("a found fallback", () => {
  it("is a fallback, but a provider's own token is hard-coded", () => {
    const files = { "a.ts": 'process.env.A_TOKEN || "x"' };
    const finding = aFinding({ path: "a.ts", type: "generic", provider: "" });
    expect(inventoryOf(files, { findings: [finding] }).secrets).toMatchObject([
      { name: "A_TOKEN", status: "fallback", findings: ["ss1:one"] },
    ]);
    expect(statuses(files, { findings: [aFinding({ path: "a.ts" })] })).toEqual({ A_TOKEN: "hard-coded" });
  });
});

describe("rotation", () => {
  it("comes from the configuration, else from the commit that changed a hard-coded value, else is unknown", () => {
    const findings = [aFinding({ assignedTo: "A_TOKEN", commit: "c1", date: "2026-11-01T23:30:00-02:00" })];
    const overrides = [{ name: "B_*", rotation: { intervalDays: 30, lastRotated: "2026-11-20" } }];
    const { secrets } = inventoryOf({ "a.ts": "process.env.B_TOKEN; process.env.C_TOKEN" }, { findings, overrides });
    expect(secrets.map(({ rotation }) => rotation)).toEqual([
      { intervalDays: 90, lastRotated: "2026-11-02", nextDue: "2027-01-31", source: "commit:c1" },
      { intervalDays: 30, lastRotated: "2026-11-20", nextDue: "2026-12-20", source: "config" },
      { intervalDays: 90 },
    ]);
  });
});

describe("the configuration", () => {
  it("lays exact names over globs and later globs over earlier ones", () => {
    const overrides = [
      { name: "*_TOKEN", owners: ["@all"], criticality: "low" as const },
      { name: "A_*", criticality: "high" as const, description: "a" },
      { name: "A_TOKEN", type: "vcs" as const },
      { name: "PORT", listed: true },
      { name: "B_TOKEN", listed: false },
      { name: "ONLY_HERE", required: true },
    ];
    const { secrets } = inventoryOf({ "a.ts": "process.env.A_TOKEN; process.env.B_TOKEN; process.env.PORT" }, { overrides });
    expect(
      secrets.map(({ name, type, criticality, owners, description }) => ({ name, type, criticality, owners, description })),
    ).toEqual([
      { name: "A_TOKEN", type: "vcs", criticality: "high", owners: ["@all"], description: "a" },
      { name: "ONLY_HERE", type: "generic", criticality: "high", owners: [], description: undefined },
      { name: "PORT", type: "generic", criticality: "high", owners: [], description: undefined },
    ]);
  });
});

describe("owners", () => {
  it("are those of the places, most frequent first, else a marked guess", () => {
    const owners = parseCodeowners("src/ @web\nsrc/b.ts @pay\n");
    const files = {
      "src/a.ts": "process.env.A_TOKEN",
      "src/b.ts": "process.env.A_TOKEN",
      "src/c.ts": "process.env.A_TOKEN",
      "lib/d.ts": "process.env.B_TOKEN",
    };
    const { secrets } = inventoryOf(files, { owners, guessOwners: () => ["Ann <ann@example.com>"] });
    expect(secrets.map(({ name, owners: own, ownersGuessed }) => [name, own, ownersGuessed])).toEqual([
      ["A_TOKEN", ["@web", "@pay"], undefined],
      ["B_TOKEN", ["Ann <ann@example.com>"], true],
    ]);
  });
});

describe("drift", () => {
  it("tells what does not fit together", () => {
    const files = {
      "a.ts": 'process.env.STRIPE_KEY; process.env.DB_PASSWORD; process.env.JWT_SECRET || "x"; process.env.OLD_TOKEN',
      ".env": "STRIP_KEY=\nDB_PASSWORD=",
      ".env.example": "JWT_SECRET=\nOLD_TOKEN=",
      ".github/workflows/a.yml": "run: ${{ secrets.NPM_TOKEN }}",
    };
    const findings = [aFinding({ path: "x.ts", assignedTo: "ONE_KEY" }), aFinding({ path: "y.ts", assignedTo: "TWO_KEY" })];
    const { drift } = inventoryOf(files, { findings, overrides: [{ name: "OLD_TOKEN", deprecated: true }] });
    expect(drift.map(({ kind, names }) => [kind, ...names])).toEqual([
      ["undeclared", "STRIPE_KEY"],
      ["unused", "STRIP_KEY"],
      ["missing-in-example", "DB_PASSWORD"],
      ["missing-in-example", "STRIP_KEY"],
      ["similar-name", "STRIPE_KEY", "STRIP_KEY"],
      ["literal-fallback", "JWT_SECRET"],
      ["same-value", "ONE_KEY", "TWO_KEY"],
      ["ci-only", "NPM_TOKEN"],
      ["deprecated-used", "OLD_TOKEN"],
    ]);
  });
});

describe("the change", () => {
  it("says what is added, removed and changed, and nothing of a moved line", () => {
    const base = inventoryOf(
      { "a.ts": "process.env.A_TOKEN; process.env.B_TOKEN", ".env.example": "A_TOKEN=\nB_TOKEN=" },
      { owners: () => ["@a"] },
    );
    const head = inventoryOf(
      { "a.ts": '\n\nprocess.env.A_TOKEN || "x"; process.env.C_TOKEN', ".env.example": "\nA_TOKEN=" },
      { owners: (path) => (path === "a.ts" ? [] : ["@a"]) },
    );
    const changes = compareInventories(base.secrets, head.secrets, "main");
    expect(changes.added.map(({ name }) => name)).toEqual(["C_TOKEN"]);
    expect(changes.removed.map(({ name }) => name)).toEqual(["B_TOKEN"]);
    expect(changes.changed).toEqual([
      {
        id: "a-token",
        name: "A_TOKEN",
        criticality: "critical",
        what: ["status ok is now fallback", "new literal fallback in a.ts"],
      },
    ]);
    expect(compareInventories(head.secrets, head.secrets, "main").changed).toEqual([]);
  });
});

describe("the policy", () => {
  it("refuses critical secrets that are overdue or have no owner", () => {
    const overrides = [{ name: "A_TOKEN", owners: ["@a"], rotation: { lastRotated: "2026-01-01" } }];
    const { secrets } = inventoryOf(
      { "a.ts": "process.env.A_TOKEN; process.env.B_TOKEN; process.env.SMTP_PASSWORD" },
      { overrides },
    );
    expect(policyBreaches({ secrets, scan: {} }, DEFAULT_POLICY, "2026-11-24")).toEqual([
      "A_TOKEN (critical) was to be rotated by 2026-04-01",
      "B_TOKEN (critical) has no owner",
    ]);
  });

  it("refuses, where it says so, what a change brings: fallbacks, undeclared names, exceptions", () => {
    const before = inventoryOf({ "a.ts": 'process.env.OLD_TOKEN || "x"', ".env.example": "OLD_TOKEN=" });
    const now = inventoryOf({
      "a.ts": 'process.env.OLD_TOKEN || "x"; process.env.NEW_TOKEN || "y"; process.env.LOST_KEY',
      ".env.example": "OLD_TOKEN=\nNEW_TOKEN=",
    });
    const policy = { criticality: "low", refuse: ["fallback", "undeclared", "new-exception"] } as const;
    const changes = compareInventories(before.secrets, now.secrets, "main");
    const report = { secrets: now.secrets, changes, scan: { allowlistChange: { added: 2, removed: 0 } } };
    expect(policyBreaches(report, policy, "2026-11-24")).toEqual([
      "LOST_KEY (critical) is used and declared nowhere",
      "NEW_TOKEN (critical) falls back to a literal",
      "the change adds 2 exceptions",
    ]);
    expect(policyBreaches({ secrets: now.secrets, scan: {} }, policy, "2026-11-24")).toHaveLength(3);
  });
});
