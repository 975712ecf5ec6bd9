/**
 * What a name alone gives away, and the names beside it that give away nothing.
 */

import { describe, expect, it } from "vitest";
import { rulesOnName } from "./detect-text.js";

const BROKEN =
  `.env .ENV .env.local app/.env.production src/.env.d.ts .env.config.js .env.notes.md my-secrets.json client_secret_1.json
  SECRET.JSON apis/secretsmanager-2017-10-17.min.json secrets.schema.json data.db deep/Cache.DB
  server.key tls/privkey.pem server.p12 server.pfx release.jks debug.keystore id_rsa .ssh/id_ed25519 key.ppk .netrc .pgpass .git-credentials .htpasswd
  terraform.tfstate terraform.tfstate.backup vault.kdbx config/master.key .docker/config.json .aws/credentials .bash_history`.split(
    /\s+/,
  );

const FINE = `.env.example .env.sample app/.env.template .env.dist .env.production.example .envrc env.js secrets.ts
  id_rsa.pub server.pem ca.crt server-public.key public.asc dbs.ts db.js .npmrc package.json terraform.tf keystore.ts`.split(
  /\s+/,
);

describe("rules on names", () => {
  it.each(BROKEN)("%s is a finding", (path) => {
    expect(rulesOnName(path)).toHaveLength(1);
  });

  it.each(FINE)("%s is none", (path) => {
    expect(rulesOnName(path)).toEqual([]);
  });
});
