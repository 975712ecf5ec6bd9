/**
 * What we give to be copied into CI: each host's shell steps run in a real repository with the variables that the host sets.
 */

import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { cleanEnvironment, folder, PROGRAM, type Run } from "./folder.js";
import { commit, git, readText, repository } from "./inventory-repository.js";
import { githubToken } from "./secrets.js";

vi.setConfig({ testTimeout: 120_000 });

const RUN_IT = `${process.execPath} ${PROGRAM}`;
const REPORTS = ["change.md", "secret-scan.sarif", "secrets-scan.json", "secrets_inventory.html", "secrets_inventory.md"];

// biome-ignore lint/suspicious/noExplicitAny: YAML of ours, read as its host reads it
type Yaml = any;

function ours(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
}

/** As the hosts run a step: the script in a file, to its first failing command. */
function shell(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd,
      env: { ...cleanEnvironment(), GIT_CONFIG_GLOBAL: "/dev/null", ...env },
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data) => {
      output.stdout += data;
    });
    child.stderr.on("data", (data) => {
      output.stderr += data;
    });
    child.on("close", (code) => resolve({ code, ...output }));
  });
}

let cwd: string;
let base: string;

/** A branch that brings in a secret by name, and by value where it is asked for. */
function change(value: boolean): string {
  writeFileSync(join(cwd, "b.ts"), `process.env.NEW_TOKEN;\n${value ? `const t = "${githubToken(21)}";\n` : ""}`);
  return commit(cwd, "the change");
}

beforeEach(() => {
  cwd = repository({ "a.ts": "process.env.OLD_TOKEN;\n", ".env.example": "OLD_TOKEN=\n", CODEOWNERS: "* @all\n" });
  base = git(cwd, "rev-parse", "HEAD");
  git(cwd, "update-ref", "refs/remotes/origin/main", base);
  git(cwd, "checkout", "-q", "-b", "branch");
});

describe("GitHub", () => {
  const { steps } = parse(ours("action.yml")).runs as { steps: Yaml[] };
  const scriptOf = (name: string): string => steps.find((step) => step.name === name).run;

  /** A `gh` that notes what it is asked and knows these comments. */
  function fakeGh(comments: string): { path: string; log: string } {
    const path = folder({
      gh: `#!/bin/sh\nprintf '%s\\n' "$*" >> "$GH_LOG"\ncase "$*" in *PATCH*|*POST*) exit \${GH_FAILS:-0};; esac\nprintf '%s' '${comments}'\n`,
    });
    chmodSync(join(path, "gh"), 0o755);
    return { path, log: join(path, "log") };
  }

  function environment(): Record<string, string> {
    const place = folder({
      "event.json": JSON.stringify({ pull_request: { number: 7, base: { sha: base } } }),
      output: "",
      "summary.md": "",
    });
    return {
      GITHUB_ACTIONS: "true",
      CI: "true",
      GITHUB_EVENT_PATH: join(place, "event.json"),
      GITHUB_SHA: git(cwd, "rev-parse", "HEAD"),
      GITHUB_BASE_REF: "main",
      GITHUB_REPOSITORY: "o/r",
      GITHUB_OUTPUT: join(place, "output"),
      GITHUB_STEP_SUMMARY: join(place, "summary.md"),
      PROGRAM: RUN_IT,
      FAIL_ON: "low",
      OUT: "secret-scan-reports",
      POLICY: "false",
    };
  }

  test("the scan annotates and sums up, the inventory writes, the verdict decides", async () => {
    change(true);
    const env = environment();
    const scan = await shell(scriptOf("Scan what the change brings in"), cwd, env);
    expect([scan.code, scan.stdout]).toEqual([0, expect.stringMatching(/^::error file=b\.ts,line=2,/m)]);
    expect(readText(env["GITHUB_STEP_SUMMARY"] ?? "")).toContain("# Secret scan");
    const inventory = await shell(scriptOf("Inventory of the secrets"), cwd, env);
    expect(inventory.code).toBe(0);
    for (const name of REPORTS) expect(statSync(join(cwd, "secret-scan-reports", name)).size).toBeGreaterThan(0);
    expect(readText(cwd, "secret-scan-reports/change.md")).toMatch(/added \| `NEW_TOKEN`/);
    expect(readText(env["GITHUB_OUTPUT"] ?? "")).toBe(
      "exit-code=1\nexit-code=0\nreports=secret-scan-reports\nsarif=secret-scan-reports/secret-scan.sarif\n",
    );
    const verdict = scriptOf("Verdict");
    expect((await shell(verdict, cwd, { SCAN: "1", INVENTORY: "0" })).code).toBe(1);
    expect((await shell(verdict, cwd, { SCAN: "0", INVENTORY: "3" })).code).toBe(3);
    expect((await shell(verdict, cwd, { SCAN: "0", INVENTORY: "0" })).code).toBe(0);
  });

  test("by policy alone", async () => {
    change(false);
    writeFileSync(join(cwd, "CODEOWNERS"), "");
    for (const [policy, code] of [
      ["false", 0],
      ["true", 1],
    ] as const) {
      const env: Record<string, string> = { ...environment(), POLICY: policy };
      expect((await shell(scriptOf("Inventory of the secrets"), cwd, env)).code).toBe(0);
      expect(readText(env["GITHUB_OUTPUT"] ?? "")).toContain(`exit-code=${code}\n`);
    }
  });

  test("it has one comment, and goes on where it may not write", async () => {
    mkdirSync(join(cwd, "secret-scan-reports"));
    writeFileSync(join(cwd, "secret-scan-reports/change.md"), "<!-- secret-scan:change -->\n");
    const script = scriptOf("Comment of the pull request");
    const say = async (comments: string, more: Record<string, string> = {}): Promise<[string, string | undefined]> => {
      const gh = fakeGh(comments);
      const env = {
        ...environment(),
        NUMBER: "7",
        GH_TOKEN: "t",
        GH_LOG: gh.log,
        PATH: `${gh.path}:${process.env["PATH"]}`,
        ...more,
      };
      const { code, stdout } = await shell(script, cwd, env);
      expect(code).toBe(0);
      return [readText(gh.log).trim().split("\n").at(-1) ?? "", stdout];
    };
    expect(await say("")).toEqual([
      "api --silent --method POST repos/o/r/issues/7/comments -F body=@secret-scan-reports/change.md",
      "",
    ]);
    expect(await say("41\n42\n")).toEqual([
      "api --silent --method PATCH repos/o/r/issues/comments/41 -F body=@secret-scan-reports/change.md",
      "",
    ]);
    expect((await say("", { GH_FAILS: "1" }))[1]).toMatch(/^::notice title=secret-scan::/);
  });

  test("no input is pasted into a script, and every script names its shell", () => {
    for (const { run, shell: name } of steps) {
      expect(run).not.toContain("${{");
      expect(name).toBe("bash");
    }
  });
});

describe("GitLab", () => {
  const job = parse(ours("ci/gitlab-ci.yml"))["secret-scan"] as Yaml;
  const script = (job.script as string[]).join("\n");

  function environment(): Record<string, string> {
    return {
      ...job.variables,
      GITLAB_CI: "true",
      CI: "true",
      CI_COMMIT_SHA: git(cwd, "rev-parse", "HEAD"),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_MERGE_REQUEST_IID: "7",
      CI_PROJECT_ID: "1",
      SECRET_SCAN: RUN_IT,
    };
  }

  /** An API that has these notes and keeps what it is told. */
  async function api(notes: readonly object[]): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      let body = "";
      for await (const part of request) body += part;
      asked.push(
        `${request.method} ${request.url} ${request.headers["private-token"]} ${body === "" ? "" : JSON.parse(body).body.split("\n")[0]}`.trim(),
      );
      const isSecond = request.url?.endsWith("page=2");
      response.setHeader("x-next-page", request.method === "GET" && !isSecond ? "2" : "");
      response.end(JSON.stringify(request.method === "GET" ? (isSecond ? notes : []) : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  test("reports, note, and an exit by what came in", async () => {
    change(true);
    const { url, asked } = await api([
      { id: 5, body: "other" },
      { id: 6, body: "<!-- secret-scan:change -->\nold" },
    ]);
    const env = { ...environment(), SECRET_SCAN_TOKEN: "t", CI_API_V4_URL: url };
    expect((await shell(script, cwd, env)).code).toBe(1);
    for (const name of REPORTS) expect(existsSync(join(cwd, job.variables.SECRET_SCAN_OUT, name))).toBe(true);
    for (const name of Object.values(job.artifacts.reports) as string[]) expect(JSON.parse(readText(cwd, name))).toBeTruthy();
    const notes = "/projects/1/merge_requests/7/notes";
    expect(asked).toEqual([
      `GET ${notes}?per_page=100&page=1 t`,
      `GET ${notes}?per_page=100&page=2 t`,
      `PUT ${notes}/6 t <!-- secret-scan:change -->`,
    ]);
  });

  test("no token, no note; a first note; an API that refuses", async () => {
    change(false);
    const { url, asked } = await api([]);
    expect((await shell(script, cwd, { ...environment(), CI_API_V4_URL: url })).code).toBe(0);
    expect(asked).toEqual([]);
    expect((await shell(script, cwd, { ...environment(), SECRET_SCAN_TOKEN: "t", CI_API_V4_URL: url })).code).toBe(0);
    expect(asked.at(-1)).toBe("POST /projects/1/merge_requests/7/notes t <!-- secret-scan:change -->");
    const refused = await shell(script, cwd, { ...environment(), SECRET_SCAN_TOKEN: "t", CI_API_V4_URL: "http://127.0.0.1:9" });
    expect([refused.code, refused.stdout]).toEqual([0, expect.stringContaining("the note could not be written")]);
  });

  test("the component is the same job with inputs", () => {
    const [spec, jobs] = parseAllDocuments(
      ours("templates/secret-scan.yml").replaceAll(/: \$\[\[ (.*) \]\]$/gm, ': "$[[ $1 ]]"'),
    ).map((document) => (document as Yaml).toJS());
    const inputs = spec.spec.inputs;
    const filled = JSON.parse(
      JSON.stringify(jobs).replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_all, name) => String(inputs[name].default)),
    );
    expect(filled).toEqual({ "secret-scan": job });
  });
});

const HOSTS: readonly (readonly [string, string, () => Record<string, string>])[] = [
  [
    "Bitbucket",
    parse(ours("ci/bitbucket-pipelines.yml")).definitions.steps[0].step.script[0],
    () => ({ BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_BRANCH: "main", BITBUCKET_PR_DESTINATION_COMMIT: base }),
  ],
  [
    "Azure",
    parse(ours("ci/azure-pipelines.yml")).steps.find((step: Yaml) => step.bash).bash,
    () => ({ TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main", SECRET_SCAN_FAIL_ON: "low" }),
  ],
  [
    "Jenkins",
    /sh '''([\s\S]*?)'''/.exec(ours("ci/Jenkinsfile"))?.[1] ?? "",
    () => ({ JENKINS_URL: "http://x", CHANGE_TARGET: "main", SECRET_SCAN_FAIL_ON: "low" }),
  ],
];

test.each(HOSTS)("%s: reports, and an exit by what came in", async (_host, script, variables) => {
  change(false);
  const env = { ...variables(), SECRET_SCAN: RUN_IT };
  const clean = await shell(script, cwd, env);
  expect([clean.code, readText(cwd, "secret-scan-reports/change.md")]).toEqual([
    0,
    expect.stringMatching(/added \| `NEW_TOKEN`/),
  ]);
  change(true);
  expect((await shell(script, cwd, env)).code).toBe(1);
  for (const name of [...REPORTS, "junit.xml"]) expect(existsSync(join(cwd, "secret-scan-reports", name))).toBe(true);
});

test("--base ci: nothing to compare with at a branch's first push, an error outside CI", async () => {
  const inventory = (env: Record<string, string>): Promise<Run> => shell(`${RUN_IT} inventory --base ci`, cwd, env);
  const outside = await inventory({});
  expect([outside.code, outside.stderr]).toEqual([2, expect.stringContaining("no CI service was recognised")]);
  expect((await inventory({ GITLAB_CI: "true", CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" })).code).toBe(0);
  expect(JSON.parse(readText(cwd, "secrets-scan.json")).changes).toBe(undefined);
});
