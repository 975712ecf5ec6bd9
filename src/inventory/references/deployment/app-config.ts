/**
 * Configuration of applications and of the platforms that run them: keys that are secrets, and names that are asked for.
 */

import type { Finder } from "../../reference.js";
import { jsonEntries } from "../json-keys.js";
import { yamlLines } from "../yaml-lines.js";

/** `appsettings*.json` of .NET: the key is the path, joined by `:`. */
export const findInAppsettings: Finder = (text, emit) => {
  for (const { path, at, value } of jsonEntries(text)) {
    if (value === "{" || value === "[") continue;
    emit({ name: path.filter((part) => part !== "").join(":"), at, role: "declared", caseless: true });
  }
};

/** Maps of variables in JSON: Heroku's `app.json`, `vercel.json`, `devcontainer.json`, task definitions. */
const JSON_MAPS = new Set(["env", "build.env", "remoteEnv", "containerEnv", "secrets", "environment", "Variables"]);

export const findInPlatformJson: Finder = (text, emit) => {
  for (const { path, at, value } of jsonEntries(text)) {
    const [parent, name] = path.slice(-2);
    if (name !== undefined && parent !== undefined && JSON_MAPS.has(parent)) {
      // of any JSON that has a key `secrets`, only names of variables are sure
      const surely = parent === "secrets" && /^[A-Z][A-Z0-9_]+$/.test(name);
      emit({ name, at, role: "declared", ...(surely ? { surely } : {}) });
    }
    const local = /\$\{localEnv:(\w+)/.exec(value)?.[1];
    if (local) emit({ name: local, at, role: "used" });
  }
};

/** `[env]`, `[build.environment]`, `[vars]` of Netlify, Fly and Wrangler. */
export const findInPlatformToml: Finder = (text, emit) => {
  let inMap = false;
  let start = 0;
  for (const line of text.split("\n")) {
    const header = /^\s*\[{1,2}([^\][]+)\]/.exec(line)?.[1];
    if (header !== undefined) inMap = /(?:^|\.)(?:env|environment|vars|build\.args)$/.test(header.trim());
    const entry = inMap ? /^\s*"?([A-Za-z_]\w*)"?\s*=/.exec(line) : null;
    if (entry) emit({ name: entry[1] ?? "", at: start + line.indexOf(entry[1] ?? ""), role: "declared" });
    start += line.length + 1;
  }
};

/** Render, App Engine, Serverless, CloudFormation, Pulumi, SOPS and Ansible Vault, all in YAML. */
export const findInPlatformYaml: Finder = (text, emit) => {
  let parameter: { name: string; at: number } | undefined;
  for (const { key, value, at, valueAt, parents, isItem } of yamlLines(text)) {
    if (key === undefined) continue;
    const parent = parents.at(-1);
    if (parent === "envVars" && key === "key" && isItem) emit({ name: value, at: valueAt, role: "declared" });
    else if (parent === "environment" || parent === "env_variables" || parent === "Variables")
      emit({ name: key, at, role: "declared" });
    if (parent === "Parameters") parameter = { name: key, at };
    if (parameter && key === "NoEcho" && /true/i.test(value)) emit({ ...parameter, role: "declared", surely: true });
    if (key === "secure" && parent !== undefined)
      emit({ name: parent.split(":").at(-1) ?? parent, at, role: "declared", surely: true });
    if (/^(?:ENC\[|!vault\b)/.test(value)) emit({ name: key, at, role: "declared", kind: "vault-reference", surely: true });
  }
};

/** SOPS in JSON. */
export const findInSopsJson: Finder = (text, emit) => {
  for (const { path, at, value } of jsonEntries(text)) {
    if (value.startsWith("ENC[") && !path.includes("sops"))
      emit({ name: path.at(-1) ?? "", at, role: "declared", kind: "vault-reference", surely: true });
  }
};
