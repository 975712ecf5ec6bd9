/**
 * One finding as a SARIF result.
 */

import type { Finding, PairedPlace, Suppression } from "../model/finding.js";
import type { PlaceKey } from "./place-keys.js";
import { SARIF_LEVELS } from "./sarif-rules.js";
import { pathUri } from "./text/uri.js";
import { visible } from "./text/visible.js";
import { historyText, whyOf } from "./text/words.js";

/** GitHub refuses more locations of one result. */
const RELATED_LIMIT = 100;

/**
 * GitHub knows an alert by `primaryLocationLineHash`, and computes one of the raw line where it is missing; so it is always there.
 *
 * @param ruleIndex index of the finding's rule in the log's list of rules
 */
export function sarifResult(finding: Finding, ruleIndex: number, key: PlaceKey, suppression?: Suppression): object {
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: SARIF_LEVELS[finding.criticality],
    message: { text: messageText(finding) },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    ...relatedLocations(finding),
    partialFingerprints: { primaryLocationLineHash: `${key.secret}:${key.occurrence}`, "secretScan/v1": finding.fingerprint },
    ...(suppression ? { suppressions: [suppressionOf(suppression)] } : {}),
    ...(finding.isNew === undefined ? {} : { baselineState: finding.isNew ? "new" : "unchanged" }),
    properties: {
      type: finding.type,
      criticality: finding.criticality,
      confidence: finding.confidence,
      provider: finding.provider,
      masked: finding.masked,
      why: whyOf(finding),
      rotationDays: finding.rotationDays,
      commit: finding.commit,
      author: finding.author,
      date: finding.date,
      decodedFrom: finding.decodedFrom,
      history: finding.history && historyText(finding.history),
    },
  };
}

/** The first sentence stands alone where there is little room. */
function messageText({ ruleName, masked, remediation: { steps } }: Finding): string {
  return `${visible(ruleName)} found: ${visible(masked)}. ${steps.map(visible).join(" ")}`.trim();
}

function physicalLocation(finding: Finding): object {
  const { startLine, startColumn, endLine, endColumn, frame } = finding;
  const region = { startLine, startColumn, endLine, endColumn, snippet: { text: visible(finding.masked) } };
  const context =
    frame && startLine === endLine ? { contextRegion: { startLine, endLine, snippet: { text: visible(frame.text) } } } : {};
  return { artifactLocation: { uri: pathUri(finding), uriBaseId: "%SRCROOT%" }, region, ...context };
}

/** The partner first, then further places of the secret. */
function relatedLocations(finding: Finding): object {
  const { pairedWith, alsoIn = [] } = finding;
  const partner = pairedWith === undefined ? [] : [pairedLocation(finding, pairedWith)];
  const places = alsoIn.slice(0, RELATED_LIMIT - partner.length);
  if (partner.length + places.length === 0) return {};
  return { relatedLocations: [...partner, ...places.map((place, index) => relatedLocation(place, index + partner.length))] };
}

function pairedLocation(finding: Finding, { what, masked, startLine, startColumn, endLine, endColumn }: PairedPlace): object {
  const region = { startLine, startColumn, endLine, endColumn, snippet: { text: visible(masked) } };
  return {
    id: 0,
    physicalLocation: { artifactLocation: { uri: pathUri(finding), uriBaseId: "%SRCROOT%" }, region },
    message: { text: `Its ${visible(what)}` },
  };
}

function relatedLocation(place: { path: string; startLine: number; commit?: string }, id: number): object {
  return {
    id,
    physicalLocation: {
      artifactLocation: { uri: pathUri(place), uriBaseId: "%SRCROOT%" },
      region: { startLine: place.startLine },
    },
    message: { text: place.commit ? `The same secret in commit ${place.commit}` : "The same secret" },
  };
}

function suppressionOf({ by, reason, owner, expires }: Suppression): object {
  const details = [reason, owner && `owner ${owner}`, expires && `until ${expires}`].filter((part) => part).join("; ");
  return {
    kind: by === "inline" ? "inSource" : "external",
    status: "accepted",
    justification: details === "" ? `by the ${by}` : visible(details),
  };
}
