/** A signature in a URL is one finding, and the same secret with its signs escaped or not. */

import { expect, test } from "vitest";
import { folder, report } from "./folder.js";
import { randomText } from "./secrets.js";

test("signs written with a percent sign change neither the place nor the identity", async () => {
  const signature = `${randomText(20, 1)}+${randomText(20, 2)}/Z=`;
  const query = (value: string): string => `?sv=2022-11-02&sr=b&se=2027-01-01T00:00:00Z&spr=https&sig=${value}\n`;
  // its line end counts for the column behind it
  const column = query("").length;
  const cwd = folder({ "escaped.txt": query(encodeURIComponent(signature)), "plain.txt": query(signature) });
  const { findings } = (await report(["--no-config"], { cwd })) as {
    findings: { path: string; ruleId: string; startColumn: number; fingerprint: string }[];
  };
  expect(findings.map(({ path, ruleId, startColumn }) => [path, ruleId, startColumn])).toEqual([
    ["escaped.txt", "azure-sas-token", column],
    ["plain.txt", "azure-sas-token", column],
  ]);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});
