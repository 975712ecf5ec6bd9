/**
 * `.secrets.baseline` of detect-secrets: JSON with each result's file, line and kind, and the filters that were used.
 */

import { SecretScanError } from "../../model/error.js";
import { type ClaimCollector, type Claims, createClaimCollector, originOf } from "./claim.js";
import { fromForeignPattern } from "./foreign-pattern.js";

type Json = Readonly<Record<string, unknown>>;

/** @throws SecretScanError `usage` where the file is no baseline */
export function readDetectSecrets(text: string, file: string): Claims {
  const collector = createClaimCollector();
  const root = parseJson(text, file);
  for (const [path, results] of Object.entries(isObject(root["results"]) ? root["results"] : {})) {
    for (const result of Array.isArray(results) ? results.filter(isObject) : []) readResult(result, path, text, file, collector);
  }
  for (const filter of Array.isArray(root["filters_used"]) ? root["filters_used"].filter(isObject) : []) {
    readFilter(filter, text, file, collector);
  }
  const exclude = isObject(root["exclude"]) ? root["exclude"] : {};
  if (typeof exclude["files"] === "string") addPath(exclude["files"], text, file, collector);
  if (typeof exclude["lines"] === "string") loseLine(exclude["lines"], text, file, collector);
  return collector;
}

function readResult(result: Json, path: string, text: string, file: string, collector: ClaimCollector): void {
  const hash = typeof result["hashed_secret"] === "string" ? result["hashed_secret"] : "";
  const origin = originOf(text, file, hash);
  const line = result["line_number"];
  const rule = typeof result["type"] === "string" ? result["type"] : undefined;
  if (result["is_secret"] === true) {
    collector.lost.push({ origin, what: `a result in ${path}`, why: "it was audited as a real secret: rotate it" });
  } else if (typeof line !== "number") {
    collector.lost.push({ origin, what: `a result in ${path}`, why: "it has no line number" });
  } else {
    const note = result["is_secret"] === false ? "audited as no secret" : undefined;
    collector.claims.push({
      origin,
      note,
      path: (found) => found === path.replaceAll("\\", "/"),
      lines: { from: line, to: line },
      digest: /^[0-9a-f]{40}$/.test(hash) ? hash : undefined,
      rule,
    });
  }
}

function readFilter(filter: Json, text: string, file: string, collector: ClaimCollector): void {
  const name = String(filter["path"] ?? "")
    .split(".")
    .at(-1);
  const patterns = [filter["pattern"]].flat().filter((pattern): pattern is string => typeof pattern === "string");
  for (const pattern of patterns) {
    if (name === "should_exclude_file") addPath(pattern, text, file, collector);
    else if (name === "should_exclude_line") loseLine(pattern, text, file, collector);
    else if (name === "should_exclude_secret") {
      const value = fromForeignPattern(pattern);
      const origin = originOf(text, file, JSON.stringify(pattern));
      if (value === undefined) collector.lost.push({ origin, what: "an expression", why: "it is not one that JavaScript knows" });
      else collector.claims.push({ origin, value });
    }
  }
}

function addPath(pattern: string, text: string, file: string, collector: ClaimCollector): void {
  const source = fromForeignPattern(pattern);
  const origin = originOf(text, file, JSON.stringify(pattern));
  if (source === undefined)
    collector.lost.push({ origin, what: "a path", why: "its expression is not one that JavaScript knows" });
  else collector.claims.push({ origin, path: (path) => new RegExp(source, "u").test(path) });
}

function loseLine(pattern: string, text: string, file: string, collector: ClaimCollector): void {
  const why = "it is for the line, and ours are for the secret alone";
  collector.lost.push({ origin: originOf(text, file, JSON.stringify(pattern)), what: "an expression", why });
}

function parseJson(text: string, file: string): Json {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (cause) {
    throw new SecretScanError("usage", "not valid JSON", { file }, "Mend the file, then import it again", { cause });
  }
  if (isObject(root) && isObject(root["results"])) return root;
  throw new SecretScanError("usage", "no baseline of detect-secrets", { file }, 'It should hold "results"');
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
