import { expect, test } from "vitest";
import { folder, report, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

const FORMATS = ["json", "jsonl", "sarif", "gitlab", "codequality", "cyclonedx"];

test("reports that bear the name of a secret are known by what is in them", async () => {
  const cwd = folder({ "a.txt": githubToken() });
  for (const format of FORMATS) await run(["--format", `${format}=my-secret-${format}.json`], { cwd });
  await run(["baseline", "write"], { cwd });
  await run(["inventory", "--out", "."], { cwd });
  const { findings, suppressed } = await report([], { cwd });
  expect([...findings, ...suppressed].map(({ path }: { path: string }) => path)).toEqual(["a.txt"]);
});

test("reports without a finding are known as well", async () => {
  const cwd = folder({ "a.txt": "nothing here" });
  for (const format of FORMATS) await run(["--format", `${format}=my-secret-${format}.json`], { cwd });
  expect((await report([], { cwd })).findings).toEqual([]);
});

test("another tool's report is not ours", async () => {
  const cwd = folder({
    "secret.json": '{"tool":{"name":"other"}}',
    "secrets.json": '[{"type":"issue","engine_name":"other"}]',
    "client_secret.json": '["x"]',
  });
  expect((await report([], { cwd })).findings).toHaveLength(3);
});

test.each([
  ["a JSON Schema", '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "title": "Secrets" }'],
  ["AWS' description of Secrets Manager", '{"version":"2.0","metadata":{"apiVersion":"2017-10-17","protocol":"json"}}'],
  ["an OpenAPI document", '{ "openapi": "3.1.0", "info": { "title": "Secrets" } }'],
])("%s is no file of secrets, and what stands in it is scanned", async (_what, text) => {
  const named = { "secrets-api.json": text, "other-secrets.json": '{ "title": "Secrets" }' };
  const { findings } = await report([], { cwd: folder(named) });
  expect(findings.map(({ path }: { path: string }) => path)).toEqual(["other-secrets.json"]);
  const held = folder({ "secrets-api.json": text.replace("}", `, "example": "${githubToken()}" }`) });
  expect((await report([], { cwd: held })).findings).toHaveLength(1);
});
