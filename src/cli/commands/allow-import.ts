/**
 * `secret-scan allow import FILE`: the exceptions of another scanner, held against a scan of today.
 */

import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { appendEntries } from "../../allow/edit-allowlist.js";
import type { AllowlistEntry } from "../../allow/entry.js";
import type { Claim } from "../../allow/import/claim.js";
import { type ImportFinding, matchClaims } from "../../allow/import/match-claims.js";
import { readImport } from "../../allow/import/read-import.js";
import { digestsAt, linesOf } from "../../allow/import/value-digests.js";
import { readExceptionFile } from "../../allow/text-file.js";
import { SecretScanError } from "../../model/error.js";
import { visible } from "../../report/text/visible.js";
import type { Io } from "../io.js";
import { EXIT } from "../io.js";
import { type ExceptionContext, type FoundToday, openExceptions, scanToday } from "../scan-today.js";
import type { Settings } from "../settings.js";
import { writeExceptions } from "../write-exceptions.js";
import { checkEnd } from "./allow.js";
import { incompleteOr } from "./allow-list.js";

export interface ImportRequest {
  readonly file: string;
  /** One of `IMPORT_KINDS`, as typed; undefined: told by the file. */
  readonly kind: string | undefined;
  readonly owner: string | undefined;
  readonly expires: string | undefined;
}

/** Writes an entry for each finding that the other tool's exceptions meant. */
export async function allowImportCommand(request: ImportRequest, settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  checkEnd(request.expires, context.today);
  const path = resolve(io.cwd, request.file);
  const text = await readExceptionFile(path, request.file);
  if (text === undefined) throw new SecretScanError("usage", "no such file", { file: request.file }, "Check the path");
  const fromRoot = relative(context.root, path).split(sep).join("/");
  const { claims, lost } = await readImport(text, fromRoot.startsWith("../") ? request.file : fromRoot, request.kind);
  const { probes, refused } = await probesOf(claims);
  const scan = await scanToday(context, settings, io, { entries: [...context.allowlist.entries, ...probes] });
  const digests = claims.some(({ digest }) => digest !== undefined) ? digestReader(context.root) : undefined;
  const findings = await importFindings(context, scan.found, probes, digests);
  const options = { owner: request.owner, expires: request.expires, today: context.today };
  const usable = claims.filter((claim) => !refused.includes(claim));
  const result = matchClaims(usable, findings, options);
  const { path: target, name, text: before } = context.allowlistFile;
  if (result.entries.length > 0) await writeExceptions(target, name, appendEntries(before, name, result.entries));
  const notSafe = refused.map(({ origin }) => ({ origin, what: "an expression", why: "it could take time without bounds" }));
  const left = [...lost, ...notSafe, ...result.lost];
  for (const { origin, what, why } of left) await io.stdout.write(`not carried over: ${visible(`${origin}: ${what}: ${why}`)}\n`);
  const already = result.allowed === 0 ? "" : `, ${result.allowed} allowed already`;
  const count = result.entries.length === 1 ? "1 entry" : `${result.entries.length} entries`;
  await io.stdout.write(`${count} written to ${name}${already}, ${left.length} not carried over\n`);
  if (result.entries.length > 0 && (request.owner === undefined || request.expires === undefined)) {
    await io.stdout.write("Give them an owner and an end: import with --owner and --expires, or write them into the file\n");
  }
  return incompleteOr(EXIT.clean, scan, settings, io);
}

/** An entry for each expression, so that the scan says whose secret it matches. */
async function probesOf(claims: readonly Claim[]): Promise<{ probes: AllowlistEntry[]; refused: Claim[] }> {
  const { isSafePattern } = await import("../../scan/safe-pattern.js");
  const refused = claims.filter(({ value }) => value !== undefined && !isSafePattern(value));
  const values = new Set(claims.flatMap((claim) => (claim.value === undefined || refused.includes(claim) ? [] : [claim.value])));
  const probes = [...values].map((value) => ({ source: "", line: 0, value, reason: "import", expired: false }));
  return { probes, refused };
}

async function importFindings(
  { allowlist, rules }: ExceptionContext,
  found: readonly FoundToday[],
  probes: readonly AllowlistEntry[],
  digests: ((found: FoundToday) => ReadonlySet<string>) | undefined,
): Promise<ImportFinding[]> {
  const texts = found.length === 0 ? new Map<string, { provider: string }>() : (await rules.book()).texts();
  const own = allowlist.entries.length;
  return found.flatMap((one): ImportFinding[] => {
    const { path, raw } = one;
    const used = raw.entries?.used ?? [];
    const needsExpiry = raw.entries?.needsExpiry ?? [];
    const finding = {
      fingerprint: raw.fingerprint,
      ruleId: raw.ruleId,
      provider: texts.get(raw.ruleId)?.provider ?? "",
      path,
      startLine: raw.startLine,
      endLine: raw.endLine,
      values: new Set(used.flatMap((index) => (index >= own ? [probes[index - own]!.value!] : []))),
      digests: digests?.(one) ?? new Set(),
      allowed: used.some((index) => index < own && !needsExpiry.includes(index)),
    };
    const partner = raw.pairedWith;
    if (partner?.fingerprint === undefined || partner.ruleId === undefined) return [finding];
    // told beside the finding here, and a finding of its own for others
    const { fingerprint, ruleId, startLine, endLine } = partner;
    const provider = texts.get(ruleId)?.provider ?? "";
    const allowed = allowlist.entries.some((entry) => entry.fingerprint === fingerprint);
    return [
      finding,
      {
        ...finding,
        fingerprint,
        ruleId,
        provider,
        startLine,
        endLine,
        values: new Set(),
        digests: digests?.({ path, raw: { ...raw, ...partner } }) ?? new Set(),
        allowed,
      },
    ];
  });
}

/** Digests of the text at a finding's place; of none where the file has changed since, or the secret is not written there as it is. */
function digestReader(root: string): (found: FoundToday) => ReadonlySet<string> {
  const known = new Map<string, readonly string[]>();
  return ({ path, raw }) => {
    if (raw.decodedFrom !== undefined) return new Set();
    const lines = known.get(path) ?? readLines(join(root, path));
    known.set(path, lines);
    return digestsAt(lines, raw);
  };
}

function readLines(path: string): readonly string[] {
  try {
    return linesOf(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return [];
  }
}
