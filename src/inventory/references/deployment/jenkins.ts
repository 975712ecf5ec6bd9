/**
 * Jenkins: credentials that a pipeline binds to variables, or names by their id.
 */

import type { Finder } from "../../reference.js";

const ASSIGNED = /\b(?<name>[A-Za-z_]\w*)\s*=\s*credentials\(/g;
const BOUND =
  /\b(?:variable|passwordVariable|tokenVariable|keyFileVariable|passphraseVariable|secretKeyVariable|envVar)\s*:\s*['"](?<name>\w+)(?=['"])/g;

/** Where no variable is named, the credential's own id is the name. */
const BY_ID =
  /\b(?:sshagent\(\s*(?:credentials\s*:\s*)?\[?\s*|withRegistry\([^)\n]{0,200}?,\s*|git\b[^\n]{0,200}?\bcredentialsId\s*:\s*)['"](?<name>[\w.-]+)(?=['"])/g;

/** `X = credentials('id')` and `withCredentials`: the value lies in Jenkins' store. */
export const findInJenkinsfile: Finder = (text, emit) => {
  for (const pattern of [ASSIGNED, BOUND, BY_ID]) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.["name"] ?? "";
      const at = match.index + match[0].lastIndexOf(name);
      emit({ name, at, role: "declared", surely: true });
      emit({ name, at, role: "used", surely: true });
    }
  }
  for (const match of text.matchAll(/\benv\.(?<name>[A-Z]\w*)/g))
    emit({ name: match.groups?.["name"] ?? "", at: match.index + 4, role: "used" });
};
