/**
 * Discord's bot tokens, `ID.TIME.HMAC`: the first part is base64 of the bot's decimal id, 17 to 20 digits.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

const SHAPE = /^(?<id>[A-Za-z0-9_-]{23,28})(?<rest>\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,40})$/;

export const DISCORD_BOT: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const id = SHAPE.exec(secret)?.groups?.["id"];
    return id === undefined ? undefined : judged(/^[0-9]{17,20}$/.test(Buffer.from(id, "base64url").toString("latin1")));
  },
  complete(draft: string): string {
    const groups = SHAPE.exec(draft)?.groups;
    if (groups === undefined) return draft;
    const { id = "", rest = "" } = groups;
    const digits = Buffer.from(id, "base64url").map((byte) => 0x30 + (byte % 10));
    return Buffer.from(digits).toString("base64url") + rest;
  },
};
