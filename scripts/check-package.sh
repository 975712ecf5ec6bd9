#!/usr/bin/env bash
# Packs, installs the tarball in an empty project without scripts and network, and runs what a user runs first.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$root"
npm pack --ignore-scripts --silent --pack-destination "$work" >/dev/null
cd "$work"
printf '{"name":"empty","private":true}' > package.json
npm install --ignore-scripts --offline --no-audit --no-fund --silent ./secret-scan-*.tgz
size=$(du -sb node_modules/secret-scan | cut -f1)
echo "unpacked: $size bytes"
[ "$size" -le 3145728 ] || { echo "the package is over 3 MB unpacked"; exit 1; }
others=$(find node_modules -mindepth 1 -maxdepth 1 ! -name '.*' ! -name secret-scan)
[ -z "$others" ] || { echo "run-time dependencies: $others"; exit 1; }
npx --no-install secret-scan --version
mkdir sub && printf 'token = "%s%s"\n' ghp_ aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z0A > sub/a.txt
status=0
npx --no-install secret-scan sub --min-confidence low --format json > report.json || status=$?
[ "$status" = 1 ] || { echo "expected exit code 1, got $status"; exit 1; }
printf 'import { scan } from "secret-scan";\nlet n = 0;\nconst run = scan({ cwd: "sub", minConfidence: "low" });\nfor await (const finding of run) n += finding.startLine;\nconst report = await run.report;\nif (n !== 1 || report.findings.length !== 1) throw new Error("the library found " + n);\n' > use.mjs
node use.mjs
echo "the package works"
