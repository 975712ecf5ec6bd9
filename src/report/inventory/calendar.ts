/**
 * When which secret is to be rotated, as an iCalendar file.
 */

import type { Report } from "../../model/report.js";
import { dueDates } from "../due-dates.js";
import { visible } from "../text/visible.js";
import { reportTime, type WriterOptions } from "../writer.js";

/** iCalendar (RFC 5545): one all-day event a known due date, the same for the same inventory and time. */
export function writeCalendar(report: Report, options: WriterOptions): string {
  const time = reportTime(report, options);
  const stamp = `${time.slice(0, 19).replace(/[-:]/g, "")}Z`;
  const events = dueDates(report.secrets ?? [], time.slice(0, 10)).flatMap(({ secret, date }) => [
    "BEGIN:VEVENT",
    `UID:${secret.id}@secret-scan`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
    `SUMMARY:${text(`Rotate ${secret.name} (${secret.criticality})`)}`,
    `DESCRIPTION:${text(`Type ${secret.type}, every ${secret.rotation.intervalDays} days. Owners: ${secret.owners.join(", ") || "none"}.`)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//secret-scan//${report.tool.version}//EN`,
    "CALSCALE:GREGORIAN",
    ...events,
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function text(value: string): string {
  return visible(value).replace(/[\\;,]/g, (char) => `\\${char}`);
}

/** Lines of at most 75 bytes; the next begins with a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > 75) {
      parts.push(part);
      part = "";
      bytes = 1;
    }
    part += char;
    bytes += size;
  }
  return [...parts, part].join("\r\n ");
}
