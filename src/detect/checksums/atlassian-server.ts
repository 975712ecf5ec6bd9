/**
 * Personal access tokens of Bitbucket, Jira and Confluence Data Center: base64 of `ID:RANDOM`, a decimal id and at least 20
 * bytes, in Bitbucket after `BBDC-`.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

const SHAPE = /^(?<prefix>BBDC-)?(?<body>[A-Za-z0-9+/@_-]{40,60}={0,2})$/;
const MIN_RANDOM = 20;
const ID_LENGTH = 12;

export const BITBUCKET_SERVER: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const body = SHAPE.exec(secret)?.groups?.["body"];
    if (body === undefined) return undefined;
    const text = Buffer.from(body, "base64").toString("latin1");
    return judged(/^[0-9]{1,16}:/.test(text) && text.length - text.indexOf(":") > MIN_RANDOM);
  },
  complete(draft: string): string {
    const groups = SHAPE.exec(draft)?.groups;
    if (groups === undefined) return draft;
    const { prefix = "", body = "" } = groups;
    const bytes = Buffer.from(body, "base64");
    for (let i = 0; i < ID_LENGTH; i++) bytes[i] = 0x30 + ((bytes[i] ?? 0) % 10);
    bytes[ID_LENGTH] = 0x3a;
    return prefix + bytes.toString("base64").slice(0, body.length);
  },
};
