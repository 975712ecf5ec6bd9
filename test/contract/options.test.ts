import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

test.each([
  [["--format", "json=x", "--format", "csv=./x"], "two reports go to x"],
  [["--format", "json", "--format", "csv"], "json and csv both go to standard output"],
  [["--only", "no-such-rule"], 'no rule "no-such-rule"'],
  [["--exclude-rule", "no-such-rule"], 'no rule "no-such-rule"'],
  [["no-such-file"], "no such file or folder"],
  [["--format", "json=no-such-folder/x"], "its folder does not exist"],
])("%j is refused before anything is read", async (args, message) => {
  const { code, stdout, stderr } = await run(args, { cwd: folder({ a: githubToken() }) });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test.skipIf(process.platform === "win32")("a named pipe that is named is warned about and skipped", async () => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "pipe")]);
  const { code, stdout, stderr } = await run(["pipe", "--format", "json"], { cwd });
  expect(stderr).toBe("secret-scan: warning: pipe: holds no file that may be read\n");
  expect(JSON.parse(stdout).skipped).toEqual([{ path: "pipe", reason: "FIFO, not read" }]);
  expect(code).toBe(0);
});
