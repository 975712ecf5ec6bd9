/**
 * Our own program as one of the tools, and what it must say for its time to count.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds it where that was not done. */
export function buildOurs(root = ROOT) {
  if (!existsSync(join(root, "dist/main.cjs")))
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" });
}

/**
 * @param {string} root folder of a built secret-scan
 * @param {{ asJson?: boolean }} output JSON by default; else what people and hooks see, which is what the smallest runs are measured with
 */
export function ours(root = ROOT, name = "secret-scan", { asJson = true } = {}) {
  const bin = join(root, "bin/secret-scan.js");
  const command = (words) => (work) => ({
    args: [
      bin,
      ...words(work),
      ...(work.threads === undefined ? [] : ["--threads", `${work.threads}`]),
      "--reproducible",
      ...(asJson ? ["--format", `json=${work.out}`] : []),
    ],
    codes: [0, 1],
    read: asJson ? readReport : readPretty,
  });
  return {
    name,
    family: name,
    program: process.execPath,
    path: process.execPath,
    version: readFileSync(join(root, "dist/version.txt"), "utf8").trim(),
    commands: {
      version: () => ({ args: [bin, "--version"], codes: [0], read: () => ({}) }),
      folder: command(({ target }) => [target]),
      stdin: command(() => ["stdin"]),
      staged: command(() => ["staged"]),
      range: command(({ range }) => ["range", range]),
      history: command(() => ["history"]),
      inventory: command(({ outFolder }) => ["inventory", "--out", outFolder]),
    },
  };
}

function readPretty({ stdout, stderr }) {
  const text = stdout + stderr;
  const files = /: ([\d,]+) files? · .* · 0 failed$/m.exec(text)?.[1];
  if (files === undefined) throw new Error("not complete");
  const findings = /^([\d,]+) findings?\b/m.exec(text)?.[1] ?? "0";
  return { findings: Number(findings.replaceAll(",", "")), files: Number(files.replaceAll(",", "")) };
}

function readReport(_result, out) {
  const text = readFileSync(out, "utf8");
  const { scan, findings, failures } = JSON.parse(text);
  if (!scan.complete) throw new Error(`not complete: ${failures[0]?.path}: ${failures[0]?.reason}`);
  return {
    findings: findings.length,
    files: scan.files,
    bytes: scan.bytes,
    digest: createHash("sha256").update(text).digest("hex").slice(0, 16),
  };
}
