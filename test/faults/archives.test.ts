/**
 * Archives that lie, break off, nest without end or unpack to too much: each is said by name, nothing of them is written, and memory
 * stays within a limit that the system sets.
 */

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { made } from "../decode/archive-tools.js";
import { folder, type JsonReport } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";
import {
  centralEntry,
  END_OF_TAR,
  endOfZip,
  gzipQuine,
  localEntry,
  overlapping,
  padded,
  paxRecord,
  tarEntry,
  tarHeader,
  zip,
} from "./archive-builder.js";
import { HANG_MS, has, missing, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 2, hookTimeout: HANG_MS * 2 });

/** A text with a token of its own. */
const leaking = (seed: number): Buffer => Buffer.from(`x\ntoken = ${githubToken(seed)}\n`);
const leak = { name: "leak.txt", content: leaking(1) };
const long = `${"deep/".repeat(40)}long.txt`;
const ZEROS = Buffer.alloc(60 << 20);
const ZEROS_PACKED = deflateRawSync(ZEROS);

interface Case {
  readonly bytes: Uint8Array;
  /** Failures, without the file's name; none: the archive is read wholly. */
  readonly failures?: readonly (RegExp | string)[];
  /** `decodedFrom` of the findings. */
  readonly found?: readonly string[];
}

function nested(levels: number): Buffer {
  let inner = zip(leak);
  for (let k = 1; k < levels; k++) inner = zip({ name: `${k}.zip`, content: inner });
  return inner;
}

/** The kind of sparse file that GNU tar wrote first: its map stands in the header. */
function oldSparse(content: Buffer): Buffer {
  const octal = (value: number): string => `${value.toString(8).padStart(11, "0")}\0`;
  const map: [number, string][] = [
    [386, octal(1 << 20)],
    [398, octal(content.length)],
    [483, octal(2 << 20)],
  ];
  return Buffer.concat([tarHeader({ name: "holes", size: content.length, type: "S", also: map }), padded(content)]);
}

const wholeZip = zip(leak, { name: "b.txt", content: Buffer.from("b") });
const wholeGzip = gzipSync(Buffer.concat([leaking(1), ZEROS.subarray(0, 1000)]));
const wholeTar = Buffer.concat([tarEntry("leak.txt", leaking(1)), END_OF_TAR]);

const CASES: Readonly<Record<string, Case>> = {
  // zip
  "plain.zip": { bytes: wholeZip, found: ["zip:leak.txt"] },
  "overlapping.zip": {
    bytes: overlapping(leak, 500),
    failures: ["499 entries share the data of others and are not read"],
    found: ["zip:0.txt"],
  },
  "sharing.zip": {
    bytes: overlapping({ name: "b", content: ZEROS_PACKED, method: 8, length: ZEROS.length }, 60_000),
    failures: [/wrong checksum/, /entries share the data/],
  },
  "zip64.zip": { bytes: zip({ ...leak, zip64: true }), found: ["zip:leak.txt"] },
  "huge64.zip": {
    bytes: zip({ ...leak, zip64: 2n ** 63n }),
    failures: [/cut off/, /instead of|checksum/],
    found: ["zip:leak.txt"],
  },
  "huge.zip": {
    bytes: zip({ ...leak, unpacked: 0xfffffff0 }),
    failures: [/has 47 bytes instead of 4294967280|instead of/],
    found: ["zip:leak.txt"],
  },
  "promises.zip": {
    bytes: Buffer.concat([
      localEntry(leak),
      centralEntry(leak, 0),
      endOfZip(centralEntry(leak, 0), localEntry(leak).length, 60_000),
    ]),
    failures: [/promises 60000 entries and has 1/],
    found: ["zip:leak.txt"],
  },
  "encrypted.zip": {
    bytes: zip({ ...leak, flags: 1 }, { ...leak, name: "c" }),
    failures: ["leak.txt: is encrypted"],
    found: ["zip:c"],
  },
  "checksum.zip": { bytes: zip({ ...leak, crc: 1 }), failures: ["leak.txt: has a wrong checksum"], found: ["zip:leak.txt"] },
  "cut.zip": { bytes: wholeZip.subarray(0, -40), failures: [/no directory|cut off/, /not listed/], found: ["zip:leak.txt"] },
  "two.zip": { bytes: Buffer.concat([wholeZip, zip({ ...leak, name: "z" })]), found: ["zip:leak.txt", "zip:z"] },
  "method.zip": { bytes: zip({ ...leak, method: 14 }), failures: ["leak.txt: is packed by method 14, which is not supported"] },
  "traversal.zip": {
    bytes: zip({ ...leak, name: "../../escaped.txt" }, { name: "/escaped.txt", content: leaking(2) }),
    found: ["zip:../../escaped.txt", "zip:/escaped.txt"],
  },
  "bomb.zip": {
    bytes: zip({ name: "z", content: deflateRawSync(Buffer.alloc(70 << 20)), method: 8, length: 70 << 20 }),
    failures: ["z: unpacks to more than the limit of 64 MiB for an entry"],
  },
  "total.zip": {
    bytes: zip(
      ...Array.from({ length: 19 }, (_, k) => ({ name: `${k}`, content: ZEROS_PACKED, method: 8, length: ZEROS.length, crc: 0 })),
    ),
    failures: [/1024 MiB for the whole archive/],
  },
  "entries.zip": {
    bytes: zip(...Array.from({ length: 60_000 }, () => ({ name: "", content: Buffer.alloc(0) })), leak),
    found: ["zip:leak.txt"],
  },
  "nested3.zip": { bytes: nested(3), found: ["zip:2.zip zip:1.zip zip:leak.txt"] },
  "nested9.zip": {
    bytes: nested(9),
    failures: [/archive within 3 archives, not opened: --max-archive-depth is 3/],
    // it is stored, and so it reads as it is
    found: ["zip:8.zip zip:7.zip zip:6.zip"],
  },
  // gzip, brotli
  "quine.gz": { bytes: gzipQuine(), failures: [/archive within 3 archives, not opened/] },
  "junk.gz": { bytes: Buffer.concat([wholeGzip, leaking(2)]), found: ["gzip", "gzip"] },
  "members.gz": { bytes: Buffer.concat([gzipSync(leaking(1)), gzipSync(leaking(2))]), found: ["gzip", "gzip"] },
  "cut.gz": { bytes: wholeGzip.subarray(0, -9), failures: ["is cut off"], found: ["gzip"] },
  "checksum.gz": {
    bytes: Buffer.concat([wholeGzip.subarray(0, -8), Buffer.alloc(4), wholeGzip.subarray(-4)]),
    failures: ["has a wrong checksum"],
    found: ["gzip"],
  },
  "bomb.gz": { bytes: gzipSync(Buffer.alloc(80 << 20)), failures: ["unpacks to more than the limit of 64 MiB for an entry"] },
  "inner.gz": {
    bytes: gzipSync(gzipSync(Buffer.alloc(80 << 20))),
    failures: ["unpacks to more than the limit of 64 MiB for an entry"],
  },
  "bomb.br": {
    bytes: brotliCompressSync(Buffer.alloc(40 << 20)),
    failures: ["unpacks to more than the limit of 1100 times its packed size"],
  },
  // tar
  "pax.tar": {
    bytes: Buffer.concat([tarEntry("x", paxRecord("path", long), "x"), tarEntry("short", leaking(1)), END_OF_TAR]),
    found: [`tar:${long}`],
  },
  "paxsize.tar": {
    bytes: Buffer.concat([tarEntry("x", paxRecord("size", "99999999999999"), "x"), tarEntry("leak.txt", leaking(1)), END_OF_TAR]),
    failures: ["leak.txt: is cut off"],
    found: ["tar:leak.txt"],
  },
  "gnulong.tar": {
    bytes: Buffer.concat([tarEntry("././@LongLink", Buffer.from(`${long}\0`), "L"), tarEntry("short", leaking(1)), END_OF_TAR]),
    found: [`tar:${long}`],
  },
  "sparse.tar": {
    bytes: Buffer.concat([oldSparse(leaking(1)), tarEntry("after", leaking(2)), END_OF_TAR]),
    found: ["tar:holes", "tar:after"],
  },
  "paxsparse.tar": {
    bytes: Buffer.concat([
      tarEntry(
        "x",
        Buffer.concat([
          paxRecord("GNU.sparse.major", "1"),
          paxRecord("GNU.sparse.minor", "0"),
          paxRecord("GNU.sparse.name", "holes"),
          paxRecord("GNU.sparse.realsize", "99999999999"),
        ]),
        "x",
      ),
      tarEntry("GNUSparseFile.0/holes", Buffer.concat([padded(Buffer.from(`1\n1048576\n${leaking(1).length}\n`)), leaking(1)])),
      END_OF_TAR,
    ]),
    found: ["tar:holes"],
  },
  "huge.tar": {
    bytes: Buffer.concat([tarHeader({ name: "leak.txt", size: 0, sizeField: "77777777777\0" }), padded(leaking(1))]),
    failures: ["leak.txt: is cut off"],
    found: ["tar:leak.txt"],
  },
  "binary.tar": {
    bytes: Buffer.concat([
      tarHeader({ name: "leak.txt", size: 0, sizeField: Buffer.from("80ffffffffffffffffffffff", "hex") }),
      padded(leaking(1)),
    ]),
    failures: ["leak.txt: is cut off"],
    found: ["tar:leak.txt"],
  },
  "cut.tar": { bytes: wholeTar.subarray(0, 524), failures: ["leak.txt: is cut off"] },
  "two.tar": { bytes: Buffer.concat([wholeTar, tarEntry("z", leaking(2)), END_OF_TAR]), found: ["tar:leak.txt", "tar:z"] },
  "traversal.tar": {
    bytes: Buffer.concat([tarEntry("../../../escaped.txt", leaking(1)), END_OF_TAR]),
    found: ["tar:../../../escaped.txt"],
  },
  "checksum.tar": {
    bytes: Buffer.concat([wholeTar.subarray(0, 1024), Buffer.from("not a header").subarray(0), Buffer.alloc(500)]),
    failures: [/is corrupt or cut off at byte 1024/],
    found: ["tar:leak.txt"],
  },
  // what is not opened
  "a.7z": { bytes: Buffer.from("377abcaf271c0004", "hex"), failures: ["7z archive, not opened: the format is not supported"] },
  "a.rar": {
    bytes: Buffer.from("Rar!\x1a\x07\x01\0", "latin1"),
    failures: ["rar archive, not opened: the format is not supported"],
  },
  "in.zip": {
    bytes: zip({ name: "a.7z", content: Buffer.from("377abcaf271c0004", "hex") }, leak),
    failures: ["a.7z: 7z archive, not opened: the format is not supported"],
    found: ["zip:leak.txt"],
  },
};

/** By the programs that write them. */
function byPrograms(): Record<string, Case> {
  const cases: Record<string, Case> = {};
  for (const [program, ending] of [
    ["xz", "xz"],
    ["bzip2", "bz2"],
  ] as const) {
    if (missing(!has(program), `${program}: not here`)) continue;
    const pack = (content: Uint8Array): Buffer => made({ a: content }, `a.${ending}`, [program, "a"]);
    const whole = pack(Buffer.concat([leaking(1), Buffer.from(randomText(3000, 1))]));
    const changed = Buffer.from(whole);
    changed[changed.length >> 1]! ^= 16;
    cases[`plain.${ending}`] = { bytes: whole, found: [program] };
    cases[`two.${ending}`] = { bytes: Buffer.concat([whole, pack(leaking(2))]), found: [program, program] };
    cases[`tar.${ending}`] = { bytes: pack(wholeTar), found: [`${program} tar:leak.txt`] };
    cases[`cut.${ending}`] = { bytes: whole.subarray(0, -9), failures: ["is cut off"], found: [program] };
    cases[`changed.${ending}`] = { bytes: changed, failures: [/is corrupt/], found: program === "xz" ? ["xz"] : [] };
    cases[`bomb.${ending}`] = { bytes: pack(Buffer.alloc(70 << 20)), failures: [/unpacks to more than the limit of/] };
  }
  if (missing(!has("zip"), "encrypted archives: no zip here")) return cases;
  const encrypted = made({ a: leaking(1) }, "a.zip", ["zip", "-q", "-P", "x", "a.zip", "a"]);
  cases["program.zip"] = { bytes: encrypted, failures: ["a: is encrypted"] };
  return cases;
}

/** Of anonymous memory, in KiB: the documented bound of one thread that opens archives of few megabytes. */
const LIMIT_KIB = 512 << 10;

test("each archive says what could not be read of it, gives what could, writes nothing, and stays within its memory", async () => {
  const cases = { ...CASES, ...byPrograms() };
  const place = folder({ "in/a.txt": "nothing\n" });
  const cwd = join(place, "in");
  for (const [name, { bytes }] of Object.entries(cases)) writeFileSync(join(cwd, name), bytes);
  const before = readdirSync(cwd).length;
  const args = ["--format", "json", "--threads", "1"];
  const { code, stdout, stderr } = await stress(args, { cwd, limits: `ulimit -d ${LIMIT_KIB}` });
  expect(code, stderr).toBe(1);
  const report: JsonReport = JSON.parse(stdout);
  expect(report.scan.complete).toBe(false);
  for (const [name, { failures = [], found = [] }] of Object.entries(cases)) {
    const said: string[] = report.failures
      .filter(({ path }: { path: string }) => path === name)
      .map(({ reason }: { reason: string }) => reason);
    const layers = report.findings
      .filter(({ path }: { path: string }) => path === name)
      .map(({ decodedFrom }: { decodedFrom: string[] }) => decodedFrom.join(" "));
    expect.soft(layers.sort(), `${name}: findings; ${said}`).toEqual([...found].sort());
    if (failures.length === 0) expect.soft(said, name).toEqual([]);
    for (const failure of failures) {
      const isThere = said.some((reason) => (typeof failure === "string" ? reason === failure : failure.test(reason)));
      expect.soft(isThere, `${name}: ${failure} of ${JSON.stringify(said.slice(0, 5))}`).toBe(true);
    }
  }
  expect(readdirSync(cwd)).toHaveLength(before);
  expect(readdirSync(place)).toEqual(["in"]);
});

test("the quine is one", () => {
  expect(gunzipSync(gzipQuine()).equals(gzipQuine())).toBe(true);
});

test("standard input and history say the same of an archive as the work tree", async () => {
  for (const name of ["encrypted.zip", "quine.gz", "a.7z", "huge.tar", "nested9.zip"]) {
    const { bytes } = CASES[name]!;
    const cwd = folder({ [name]: bytes });
    const commit = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";
    const json = ["--format", "json", "--reproducible"];
    const runs = [
      await stress(json, { cwd }),
      await stress(["stdin", "--path", name, ...json], { cwd, input: bytes }),
      await stress(["history", ...json], { cwd, limits: commit }),
    ];
    const [first, ...others] = runs.map(({ code, stdout }) => ({ code, failures: JSON.parse(stdout).failures }));
    for (const other of others) expect.soft(other, name).toEqual(first);
    expect(first!.failures).not.toEqual([]);
  }
});

test("what is left out by --max-archive-depth 0 is skipped, and encodings nested too deep are a failure", async () => {
  // what is stored in the zip reads as it is
  const cwd = folder({ "a.zip": wholeZip, "a.7z": CASES["a.7z"]!.bytes });
  const { code, stdout } = await stress(["--format", "json", "--max-archive-depth", "0"], { cwd });
  expect([code, JSON.parse(stdout).skipped.map(({ path }: { path: string }) => path)]).toEqual([1, ["a.7z", "a.zip"]]);
  let text = `token = ${githubToken(1)}`;
  for (let k = 0; k < 5; k++) text = Buffer.from(`x ${text}`).toString("base64");
  const deep = await stress(["--format", "json"], { cwd: folder({ "b.txt": `${text}\n` }) });
  expect(JSON.parse(deep.stdout).failures).toEqual([
    { path: "b.txt", reason: "encodings nested deeper than --max-decode-depth 3, not decoded further" },
  ]);
});
