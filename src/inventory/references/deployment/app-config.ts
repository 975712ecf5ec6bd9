/**
 * Configuration of applications and of the platforms that run them: keys that are secrets, and names that are asked for.
 */

import type { Finder } from "../../reference.js";
import { jsonEntries } from "../json-keys.js";
import { yamlLines } from "../yaml-lines.js";

/** The type of a secret that CloudFormation makes. */
const MANAGED = "AWS::SecretsManager::Secret";

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
  let resource = "";
  for (const { path, at, valueAt, value } of jsonEntries(text)) {
    const [above, parent, name] = path.slice(-3);
    if (name !== undefined && parent !== undefined && JSON_MAPS.has(parent)) {
      // of any JSON that has a key `secrets`, only names of variables are sure
      const surely = parent === "secrets" && /^[A-Z][A-Z0-9_]+$/.test(name);
      emit({ name, at, role: "declared", ...(surely ? { surely } : {}) });
    }
    // a list of mappings with a name each: a container's definition
    if (name === "name" && parent === "" && (above === "environment" || above === "secrets"))
      emit({ name: value, at: valueAt, role: "declared", ...(above === "secrets" ? { surely: true } : {}) });
    if (name === "NoEcho" && above === "Parameters" && value === "true" && parent !== undefined)
      emit({ name: parent, at, role: "declared", surely: true });
    if (name === "Ref") emit({ name: value, at: valueAt, role: "used" });
    if (name === "Type") resource = value;
    if (name === "Name" && parent === "Properties" && resource === MANAGED)
      emit({ name: value, at: valueAt, role: "declared", surely: true });
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
  let type = "";
  for (const { key, value, at, valueAt, parents, isItem } of yamlLines(text)) {
    const parent = parents.at(-1);
    const inline = /^\{\s*key\s*:\s*["']?(?<name>\w+)/.exec(value)?.groups?.["name"];
    if (key === undefined && isItem && parent === "envVars" && inline)
      emit({ name: inline, at: valueAt + value.indexOf(inline), role: "declared" });
    if (key === undefined) continue;
    if (parent === "envVars" && key === "key" && isItem) emit({ name: value, at: valueAt, role: "declared" });
    else if (parent === "environment" || parent === "env_variables" || parent === "Variables")
      emit({ name: key, at, role: "declared" });
    if (parent === "Parameters") parameter = { name: key, at };
    if (key === "Type") type = value;
    if (key === "Name" && parent === "Properties" && type === MANAGED && !value.startsWith("!"))
      emit({ name: value, at: valueAt, role: "declared", surely: true });
    if (key === "Default" && parents.at(-2) === "Parameters" && type.startsWith("AWS::SSM::Parameter::Value"))
      emit({ name: value, at: valueAt, role: "declared", kind: "vault-reference" });
    if (parameter && key === "NoEcho" && /true/i.test(value)) emit({ ...parameter, role: "declared", surely: true });
    if (key === "secure" && parent !== undefined)
      emit({ name: parent.split(":").at(-1) ?? parent, at, role: "declared", surely: true });
    if (/^(?:ENC\[|!vault\b)/.test(value) && parents[0] !== "sops")
      emit({ name: key, at, role: "declared", kind: "vault-reference", surely: true });
  }
};

/** `!Ref X` and `${X}` of CloudFormation: only of parameters, so another place must know the name. */
export const findCloudformationUses: Finder = (text, emit) => {
  for (const match of text.matchAll(
    /!Ref\s{1,4}["']?(?<ref>[A-Za-z]\w{1,100})|\bRef:\s{1,4}["']?(?<long>[A-Za-z]\w{1,100})|\$\{(?<sub>[A-Za-z]\w{1,100})\}/g,
  )) {
    const name = match.groups?.["ref"] ?? match.groups?.["long"] ?? match.groups?.["sub"] ?? "";
    emit({ name, at: match.index + match[0].indexOf(name), role: "used", hint: true });
  }
};

/** `application*.yml` and `*.properties` of Spring, Quarkus and Micronaut: the key is its path, joined by `.`; which are read, the code says. */
export const findInSpringYaml: Finder = (text, emit) => {
  for (const { key, value, at, parents, isItem, isBlock } of yamlLines(text)) {
    if (key === undefined || isItem || isBlock || value === "") continue;
    emit({ name: [...parents, key].join("."), at, role: "declared", hint: true });
  }
};

export const findInProperties: Finder = (text, emit) => {
  for (const match of text.matchAll(/^[ \t]*(?:%[\w-]+\.)?(?<name>[A-Za-z][\w.-]*)[ \t]*[=:]/gm)) {
    const name = match.groups?.["name"] ?? "";
    emit({ name, at: match.index + match[0].indexOf(name), role: "declared", hint: true });
  }
};

/** SOPS in JSON. */
export const findInSopsJson: Finder = (text, emit) => {
  for (const { path, at, value } of jsonEntries(text)) {
    if (value.startsWith("ENC[") && !path.includes("sops"))
      emit({ name: path.at(-1) ?? "", at, role: "declared", kind: "vault-reference", surely: true });
  }
};
