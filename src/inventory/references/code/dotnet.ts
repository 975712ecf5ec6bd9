/**
 * C#, F# and Visual Basic: environment variables and `IConfiguration`. Keys of .NET's configuration ignore letter case,
 * and `A__B` in the environment is the key `A:B`.
 */

import type { Finder } from "../../reference.js";
import { type Access, accessFinder, ENV_CALL, ENV_CONSTANT, SLASHES } from "../access.js";

export const DOTNET_HINTS: readonly string[] = ["Environment", "onfig", "Section("];

const ACCESSES: readonly Access[] = [
  ENV_CALL,
  ENV_CONSTANT,
  { pattern: /\bGetEnvironmentVariable\(\s*"(?<name>[a-z]\w*)(?=")/g, caseless: true },
  { pattern: /\b_?[cC]onfig(?:uration)?\??\[\s*"(?<name>[\w:.]+)(?=")/g, caseless: true },
  { pattern: /\bGetEnvironmentVariables\([^)\n]{0,60}\)\[\s*"(?<name>\w+)(?=")/g, caseless: true },
  {
    pattern:
      /\bGetSection\(\s*"(?<section>[\w:]+)"\s*\)\s*(?:\[\s*|\.Get(?:Value(?:<[^>\n]{1,40}>)?|Section)\(\s*)"(?<name>[\w:.]+)(?=")/g,
    caseless: true,
    rename: (name, match) => `${match.groups?.["section"]}:${name}`,
  },
  { pattern: /(?<!"\)\s?\.)\bGetValue(?:<[^>\n]{1,40}>)?\(\s*"(?<name>[\w:.]+)(?=")/g, caseless: true },
  { pattern: /\bGet(?:Required)?Section\(\s*"(?<name>[\w:.]+)"\s*\)\.Value/g, caseless: true },
  { pattern: /\bGetConnectionString\(\s*"(?<name>\w+)(?=")/g, caseless: true, rename: (name) => `ConnectionStrings:${name}` },
];

export const findInDotnet: Finder = accessFinder(ACCESSES, { comment: SLASHES });
