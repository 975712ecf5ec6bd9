/**
 * What is published: its files, nothing that runs at install, the licences of all that is bundled, an SBOM that names the same packages.
 */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { PROGRAM } from "../program/folder.js";
import { cyclonedxValidator, expectValid } from "../report/validators.js";

const root = dirname(dirname(PROGRAM));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const licences = readFileSync(join(root, "dist/THIRD-PARTY-LICENCES.txt"), "utf8");

const EXPECTED =
  /^(?:package\.json|LICENSE|README\.md|CHANGELOG\.md|bin\/(?:secret-scan|worker|compile-cache|write-cache)\.js|bin\/package\.json|schemas\/[\w.-]+\.json|dist\/(?:(?:main|rest|early)\.cjs|index\.js|build-id\.txt|version\.txt|THIRD-PARTY-LICENCES\.txt|data\/[\w-]+\.(?:json|txt|bin)|types\/[\w/.-]+\.d\.ts))$/;

test("the package holds these files and no others", () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths.filter((path) => !EXPECTED.test(path))).toEqual([]);
  for (const path of [
    "bin/secret-scan.js",
    "bin/worker.js",
    "dist/main.cjs",
    "dist/rest.cjs",
    "dist/early.cjs",
    "dist/THIRD-PARTY-LICENCES.txt",
    "LICENSE",
  ])
    expect(paths).toContain(path);
});

test("nothing runs at install and nothing is installed with it", () => {
  expect(manifest.dependencies ?? {}).toEqual({});
  expect(manifest.optionalDependencies ?? {}).toEqual({});
  // npm runs no `prepare` of a tarball, yet asks its user to allow it
  for (const hook of ["preinstall", "install", "postinstall", "prepare"]) expect(manifest.scripts).not.toHaveProperty(hook);
});

test("every locked package is pinned by a digest and comes from the registry", () => {
  const packages = lock.packages as Record<string, { integrity?: string; resolved?: string; inBundle?: boolean }>;
  for (const [path, entry] of Object.entries(packages)) {
    if (path === "" || entry.inBundle) continue;
    expect.soft(entry.integrity, path).toMatch(/^sha512-/);
    // where it says none, it is the registry that npm is set to
    expect.soft(entry.resolved ?? "https://registry.npmjs.org/", path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
  }
});

test("each bundled package comes with its licence, and the SBOM names each", async () => {
  const { softwareBill } = await import(join(root, "scripts/lib/release-documents.mjs"));
  const heads = [...licences.matchAll(/^(\S+) (\d+\.\S+) \((.+)\)$/gm)].map(([, name]) => name!);
  expect(heads).toEqual(expect.arrayContaining(["yaml", "yargs", "chalk", "picomatch", "ignore", "fast-glob"]));
  for (const section of licences.split(`\n${"-".repeat(80)}\n\n`))
    expect.soft(section.length, section.slice(0, 60)).toBeGreaterThan(300);
  const bill = JSON.parse(softwareBill({ manifest, lock, licences, sha256: "0".repeat(64) }));
  expect(bill.components.map(({ name }: { name: string }) => name)).toEqual(heads);
  expectValid(cyclonedxValidator(), bill);
});

test("the provenance statement names the tarball's digest and the commit", async () => {
  const { provenanceStatement } = await import(join(root, "scripts/lib/release-documents.mjs"));
  const [sha256, commit] = ["a".repeat(64), "b".repeat(40)];
  const { _type, subject, predicateType, predicate } = JSON.parse(
    provenanceStatement({ name: "x.tgz", sha256, commit, manifest }),
  );
  expect([_type, predicateType]).toEqual(["https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1"]);
  expect(subject).toEqual([{ name: "x.tgz", digest: { sha256 } }]);
  expect(predicate.buildDefinition.resolvedDependencies[0].digest).toEqual({ gitCommit: commit });
});

test("a known vulnerability stops a release; a registry that says nothing is named", async () => {
  const { auditVerdict } = await import(join(root, "scripts/lib/audit-verdict.mjs"));
  const answer = (total: number): string =>
    JSON.stringify({ vulnerabilities: { left: {} }, metadata: { vulnerabilities: { total } } });
  expect(auditVerdict(answer(1))).toEqual({ isClean: false, text: "npm audit: 1 known: left" });
  expect(auditVerdict(answer(0)).isClean).toBe(true);
  for (const output of ["", '{"message":"405 Method Not Allowed"}', '{"error":{"summary":"x"}}'])
    expect(auditVerdict(output).text).toMatch(/^npm audit: not checked/);
});
