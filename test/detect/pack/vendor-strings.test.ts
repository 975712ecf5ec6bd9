/**
 * Credentials that are told by the text around them: connection strings, webhook URLs, configuration files of tools.
 */

import { describe, expect, it } from "vitest";
import { createDraw } from "../../support/drawn.js";
import { detectText } from "./detect-text.js";

const draw = createDraw("vendors' strings");
const key = draw.bytes(32).toString("base64");
const account = draw.bytes(64).toString("base64");
const hex = (length: number): string => draw.text(length, "0123456789abcdef");
const word = (length: number): string => draw.text(length);
const signature = `${word(43)}%3D`;
const basic = Buffer.from(`builder:${word(12)}`).toString("base64");
const slack = `hooks.${"slack"}.com/services/T${hex(8).toUpperCase()}/B${hex(8).toUpperCase()}/${word(24)}`;
const discord = `${"1".repeat(3)}${draw.text(15, "0123456789")}/${word(68)}`;
const password = `${word(10)}7x`;
const telegram = `1234567890:AA${word(33)}`;

/** Text, the secret in it, the rule, and the file where it matters. */
const CASES: readonly (readonly [string, string, string, string?])[] = [
  [
    `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${account};EndpointSuffix=core.windows.net`,
    account,
    "azure-storage-account-key",
  ],
  [`Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${key}`, key, "azure-shared-access-key"],
  [`Endpoint=https://shop.azconfig.io;Id=ab-l0-s0:cd;Secret=${key}`, key, "azure-app-configuration-secret"],
  [`Endpoint=https://shop.service.signalr.net;AccessKey=${key};Version=1.0;`, key, "azure-endpoint-access-key"],
  [`https://shop.blob.core.windows.net/c/a.txt?sv=2021-06-08&sr=b&sp=r&sig=${signature}`, signature, "azure-sas-token"],
  [`shop.redis.cache.windows.net:6380,password=${key},ssl=True`, key, "azure-redis-connection"],
  [`Server=tcp:db;Initial Catalog=shop;User ID=app;Password=${password};Encrypt=True`, password, "user-id-connection-string"],
  [`Driver={ODBC Driver 17};Server=db;Uid=app;Pwd=${password};`, password, "uid-connection-string"],
  [`jdbc:mysql://db:3306/shop?user=app&password=${password}`, password, "jdbc-connection-string"],
  [`curl -X POST https://${slack}`, slack, "slack-webhook-url"],
  [`https://discord.com/api/webhooks/${discord}`, discord, "discord-webhook-url"],
  [`https://api.telegram.org/bot${telegram}/getMe`, telegram, "telegram-bot-token-aa"],
  [`{"auths":{"registry.example.com":{"auth":"${basic}"}}}`, basic, "docker-config-auth", "config.json"],
  [`//registry.example.com/:_auth=${basic}`, basic, "npmrc-auth", ".npmrc"],
  [`<User>joe</User><Pass encoding="base64">${basic}</Pass>`, basic, "filezilla-password", "sitemanager.xml"],
  [`<add key="ClearTextPassword" value="${password}" />`, password, "nuget-config-password", "NuGet.Config"],
  [`machine api.example.com\n  login joe\n  password ${password}\n`, password, "netrc-password", ".netrc"],
  [`$p = ConvertTo-SecureString "${password}" -AsPlainText -Force`, password, "convertto-securestring", "a.ps1"],
];

describe("vendors' own strings", () => {
  it.each(CASES.map(([text, secret, ruleId, path]) => ({ text, secret, ruleId, path })))(
    "$ruleId",
    ({ text, secret, ruleId, path }) => {
      const found = detectText(`${text}\n`, path).filter(({ confidence }) => confidence !== "low");
      expect(found.map((hit) => [hit.ruleId, hit.secret])).toContainEqual([ruleId, secret]);
    },
  );

  it("finds nothing in the same strings with placeholders", () => {
    for (const [text, secret] of CASES)
      for (const stand of [["$", "{SECRET}"].join(""), "<your-key>", "{{ secret }}", "xxxxxxxx"])
        expect(detectText(`${text.replace(secret, stand)}\n`).filter(({ confidence }) => confidence !== "low")).toEqual([]);
  });
});
