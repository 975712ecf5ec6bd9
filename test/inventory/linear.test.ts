/**
 * Files come from strangers: no text may make a finder's work grow faster than the text. A finder that is not linear does not
 * end within the test's time on these.
 */

import { describe, expect, it } from "vitest";
import { findReferences } from "../../src/inventory/references/find-references.js";

const PATHS =
  "a.ts a.py a.go a.java a.cs a.rb a.php a.rs a.ex a.swift a.dart a.c a.pl a.hs a.sh a.ps1 Makefile .github/workflows/a.yml .gitlab-ci.yml Jenkinsfile docker-compose.yml Dockerfile .env .env.example values.yaml a.yaml a.tf appsettings.json app.json netlify.toml a.properties".split(
    " ",
  );

const PIECES = [
  "{\n", "}\n", " ", "\n", "process.env.X_TOKEN ", "process.env.X_TOKEN\n\n  ", 'getenv("X_TOKEN", ', "env(", "${", "$X_TOKEN", "${X_TOKEN:-", '"', "'", "`", "\\",
  "a", "A", "a: ", "- - ", "a:\n", "=", "A_TOKEN=", "ENV A=\\\n", "env:\n", "\t", "// ", "/* ", "class A(BaseSettings):\n", "    a: ", '@Value("', "{{resolve:",
  "op://", "--mount=type=secret,a,", 'variable "a" {', "kind: Secret\n", "---\n", "  X_TOKEN: z.string()\n", "cleanEnv(", "} = process.env", "{a,", "credentials(",
  "%env(", "<%= ENV[", " as ", "[", "read -a ", "X_TOKEN ?= ", "$(X_TOKEN)", '"env":{ ', "ENC[", "|\n", "\r",
]; // biome-ignore format: a table

describe("finding references is linear", () => {
  it.each(PATHS)("in %s", { timeout: 60_000 }, (path) => {
    for (const piece of PIECES)
      expect(findReferences(path, piece.repeat(Math.ceil(80_000 / piece.length)))).toBeInstanceOf(Array);
  });
});
