// What an answer of `npm audit --json` means.

/** @returns whether the run may go on, and a line that says why */
export function auditVerdict(output) {
  const answer = parsed(output);
  const counts = answer?.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why = answer?.message ?? answer?.error?.summary ?? "no JSON";
    return { isClean: true, text: `npm audit: not checked, the registry gives no answer (${why.split("\n")[0]})` };
  }
  if (counts.total === 0) return { isClean: true, text: "npm audit: no known vulnerability" };
  return { isClean: false, text: `npm audit: ${counts.total} known: ${Object.keys(answer.vulnerabilities ?? {}).join(", ")}` };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
