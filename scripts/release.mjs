// Makes what a release publishes, in `release/`: the tarball, its SBOM, a provenance statement and checksums. The tarball is built
// twice, in two clones of the commit, and must come out the same byte for byte. `--check` compares only and writes nothing. What is
// not committed is in neither.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { provenanceStatement, softwareBill } from "./lib/release-documents.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const commit = text("git", ["rev-parse", "HEAD"], root).trim();
const work = mkdtempSync(join(tmpdir(), "secret-scan-release-"));
try {
  const first = packed("a");
  const second = packed("b");
  if (first.sha256 !== second.sha256) {
    console.error(`two builds differ: ${first.sha256} and ${second.sha256}`);
    process.exitCode = 1;
  } else {
    console.log(`${first.name}: ${first.sha256}, the same twice`);
    if (!process.argv.includes("--check")) {
      execFileSync(process.execPath, ["scripts/audit.mjs"], { cwd: root, stdio: "inherit" });
      publish(first);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Builds and packs the commit in a folder of its own. */
function packed(label) {
  const folder = join(work, label, "source");
  text("git", ["clone", "--quiet", "--no-hardlinks", root, folder], root);
  text("git", ["checkout", "--quiet", "--detach", commit], folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  text(process.execPath, ["scripts/build.mjs"], folder);
  text("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", ".."], folder);
  const name = readdirSync(dirname(folder)).find((file) => file.endsWith(".tgz"));
  const bytes = readFileSync(join(dirname(folder), name));
  const licences = readFileSync(join(folder, "dist/THIRD-PARTY-LICENCES.txt"), "utf8");
  const [manifest, lock] = ["package.json", "package-lock.json"].map((file) =>
    JSON.parse(readFileSync(join(folder, file), "utf8")),
  );
  return { name, bytes, licences, manifest, lock, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function publish({ name, bytes, licences, manifest, lock, sha256 }) {
  const folder = join(root, "release");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const files = {
    [name]: bytes,
    "sbom.cdx.json": softwareBill({ manifest, lock, licences, sha256 }),
    "provenance.json": provenanceStatement({ name, sha256, commit, manifest }),
  };
  const sums = Object.entries(files).map(([file, content]) => `${createHash("sha256").update(content).digest("hex")}  ${file}\n`);
  for (const [file, content] of Object.entries({ ...files, SHA256SUMS: sums.join("") }))
    writeFileSync(join(folder, file), content);
  console.log(`release/: ${readdirSync(folder).join(", ")}`);
}

function text(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
