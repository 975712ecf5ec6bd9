/**
 * The places in which every rule must find its matches: how credentials stand in files.
 */

import type { RuleCore } from "../../model/rule.js";

export interface Context {
  readonly name: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** A match that does not fit this cannot stand here as it is: it would be escaped or end early. */
  readonly fits: RegExp;
}

const NO_QUOTE = /^[^"'\\\n\r]*$/;
const UNQUOTED = /^[\w.~+/=:@-]*$/;
const IN_QUERY = /^[\w.~-]*$/;
const ANY = /^/;

/** @param word names the value: the rule's context word, or something that says nothing */
export function contextsOf(rule: RuleCore, word: string): readonly Context[] {
  const snake = `${word}_token`;
  const upper = `${word.toUpperCase()}_TOKEN`;
  const camel = `${word}Token`;
  const named: readonly Context[] = [
    { name: "a JavaScript constant", path: "src/config.js", before: `export const ${camel} = "`, after: '";\n', fits: NO_QUOTE },
    { name: "a Python assignment", path: "app/settings.py", before: `import os\n\n${upper} = '`, after: "'\n", fits: NO_QUOTE },
    { name: "a YAML value", path: "deploy/values.yml", before: `app:\n  ${snake}: `, after: "\n", fits: UNQUOTED },
    {
      name: "a JSON string",
      path: "config/app.json",
      before: `{\n  "${camel}": "`,
      after: '",\n  "port": 80\n}\n',
      fits: NO_QUOTE,
    },
    { name: "an environment file", path: "env/production.env", before: `PORT=80\n${upper}=`, after: "\n", fits: UNQUOTED },
    { name: "a shell export", path: "deploy.sh", before: `#!/bin/sh\nexport ${upper}='`, after: "' # set\n", fits: NO_QUOTE },
    {
      name: "a URL query",
      path: "README.md",
      before: `See https://api.example.com/v1/items?${snake}=`,
      after: "&page=2 for more\n",
      fits: IN_QUERY,
    },
    { name: "a header", path: "docs/api.md", before: `X-${camel}: `, after: "\r\n", fits: UNQUOTED },
    { name: "an XML element", path: "conf/app.xml", before: `<${snake}>`, after: `</${snake}>\n`, fits: /^[^<>&\s]*$/ },
  ];
  const bare: readonly Context[] = [
    { name: "a line of its own", path: "notes.txt", before: "the key:\n", after: "\n", fits: ANY },
    { name: "the whole file", path: "key", before: "", after: "", fits: ANY },
    {
      name: "an escaped line in a string",
      path: "src/text.json",
      before: '{ "text": "first\\n',
      after: '\\nlast" }\n',
      fits: NO_QUOTE,
    },
  ];
  const all = rule.kind === "context" ? named : [...named, ...bare];
  const path = rule.paths[0];
  return path === undefined ? all : all.map((context) => ({ ...context, path: samplePath(path) }));
}

/** A path that the glob matches: `**\/*.{yml,yaml}` gives `a.yml`. */
export function samplePath(glob: string): string {
  return glob
    .replaceAll("**/", "")
    .replaceAll(/\{([^,}]*)[^}]*\}/g, "$1")
    .replaceAll(/\*+/g, "a")
    .replaceAll("?", "a")
    .replaceAll(/\[(.)[^\]]*\]/g, "$1");
}
