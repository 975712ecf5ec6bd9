/**
 * Ways to give a name and to ask for it that a platform's documentation shows and `deployment-references.test.ts` does not: one a row.
 */

import { describe, expect, it } from "vitest";
import { notesOf } from "./notation.js";

/** What is given and asked for in one place. */
const both = (place: string, rest: string): string => `${place} declared ${rest} | ${place} used ${rest}`;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: what the files hold
const ROWS: readonly (readonly [string, string, string])[] = [
  [".github/workflows/a.yml", "run: echo ${{ vars.X_TOKEN }}", both("1:20", "X_TOKEN ci")],
  [
    ".github/workflows/a.yml",
    "steps:\n  - uses: a/b@v1\n    env:\n      X_TOKEN: x\n  - run: x\n    env:\n      Y_TOKEN: x",
    "4:7 declared X_TOKEN ci | 4:7 used X_TOKEN ci | 7:7 declared Y_TOKEN ci",
  ],
  [".circleci/config.yml", "- deploy:\n    context: prod\n- test:\n    context:\n      - aws", `${both("2:14", "prod ci")} | ${both("5:9", "aws ci")}`],
  [".travis.yml", "env:\n  global:\n    - X_TOKEN=x", "3:7 declared X_TOKEN ci"],
  [".buildkite/pipeline.yml", "command: deploy $$X_TOKEN", both("1:19", "X_TOKEN ci")],
  ["cloudbuild.yaml", "steps:\n- secretEnv: ['X_TOKEN', 'plain']", "2:16 declared X_TOKEN ci | 2:27 declared plain ci"],
  ["cloudbuild.yaml", "availableSecrets:\n  secretManager:\n  - versionName: projects/p/secrets/x-token/versions/1\n    env: 'X_TOKEN'", `${both("3:37", "x-token vault-reference")} | 4:11 declared X_TOKEN ci`],
  ["azure-pipelines.yml", "- script: x ${{ variables.X_TOKEN }} $[variables.Y_TOKEN]", `${both("1:27", "X_TOKEN ci")} | ${both("1:50", "Y_TOKEN ci")}`],
  ["azure-pipelines.yml", "inputs:\n  SecretsFilter: 'db-password,plain'", "2:19 declared db-password vault-reference | 2:31 declared plain vault-reference"],
  ["bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        script:\n          - pipe: a/b:1\n            variables:\n              X_TOKEN: x", both("7:15", "X_TOKEN ci")],
  ["Jenkinsfile", "withVault(vaultSecrets: [[path: 'a', secretValues: [[envVar: 'X_TOKEN', vaultKey: 'b']]]]) {}", both("1:63", "X_TOKEN ci")],
  ["Jenkinsfile", "sshagent(['deploy-key']) {}\ngit credentialsId: 'git-creds', url: 'x'", `${both("1:12", "deploy-key ci")} | ${both("2:21", "git-creds ci")}`],
  ["Dockerfile", "RUN --mount=target=/x,type=secret,id=x_token true", both("1:38", "x_token dockerfile")],
  ["Dockerfile", "RUN curl -H $X_TOKEN ${Y_TOKEN:-x}", "1:14 used X_TOKEN dockerfile | 1:24 used Y_TOKEN dockerfile optional literal"],
  ["compose.yaml", "services:\n  a:\n    build:\n      secrets: [x_token]\nsecrets:\n  x_token:\n    environment: Y_TOKEN", "4:17 used x_token compose | 6:3 declared x_token compose | 7:18 used Y_TOKEN compose"],
  ["k8s/a.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n    - projected:\n        sources:\n          - secret:\n              name: app", both("8:21", "app kubernetes")],
  ["k8s/a.yaml", "apiVersion: v1\nkind: Pod\nenvFrom:\n  - secretRef: { name: app }", both("4:24", "app kubernetes")],
  ["k8s/a.yaml", 'apiVersion: x\nkind: SecretProviderClass\nspec:\n  parameters:\n    objects: |\n      - objectName: "prod/a"\n      - objectName: "prod/b"\n        objectAlias: X_TOKEN\n  secretObjects:\n    - secretName: app\n      data:\n        - key: Y_TOKEN\n          objectName: X_TOKEN', "6:22 declared prod/a kubernetes | 8:22 declared X_TOKEN kubernetes | 12:16 declared Y_TOKEN kubernetes"],
  ["k8s/a.yaml", "apiVersion: x\nkind: ExternalSecret\nspec:\n  dataFrom:\n    - extract:\n        key: prod/all", both("6:14", "prod/all vault-reference")],
  ["k8s/a.yaml", "apiVersion: x\nkind: Kustomization\nsecretGenerator:\n  - name: app\n    literals:\n      - X_TOKEN=x", "6:9 declared X_TOKEN kubernetes"],
  ["values.yaml", "auth:\n  existingSecret: pg\nextraEnv:\n  - name: X_TOKEN", `${both("2:19", "pg kubernetes")} | 4:11 declared X_TOKEN kubernetes`],
  ["templates/a.yaml", "a: {{ .Values.redis.password }} {{ .Values.app.jwtSecret }}", "1:21 used redis.password kubernetes hint | 1:48 used jwtSecret kubernetes hint"],
  ["a.tf", 'resource "aws_ssm_parameter" "p" {\n  name = "/x"\n  type = "SecureString"\n}', "1:31 declared /x terraform"],
  ["a.tf", 'resource "random_password" "master" {}\noutput "o" { value = random_password.master.result }', "1:29 declared master terraform | 2:38 used master terraform"],
  ["a.tf", "environment {\n  variables = {\n    X_TOKEN = var.x_token\n  }\n}", "3:5 declared X_TOKEN terraform | 3:19 used x_token terraform"],
  ["prod.tfvars", 'x_token = ""\nregion = "x"', "1:1 declared x_token terraform"],
  ["vars.yml", "a: \"{{ lookup('hashi_vault', 'secret=secret/app:token') }}\"\nb: '{{ vault_x_password }}'", `${both("1:38", "secret/app vault-reference")} | 2:8 used vault_x_password app-config`],
  ["t.yaml", "Parameters:\n  DbPassword:\n    Type: String\n    NoEcho: true\nResources:\n  A:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n      Name: app/x\n      P: !Ref DbPassword", "2:3 declared DbPassword cloud-config | 9:13 declared app/x cloud-config | 10:15 used DbPassword cloud-config hint"],
  ["t.json", '{"Parameters": {"DbPassword": {"NoEcho": true}}, "P": {"Ref": "DbPassword"}}', "1:33 declared DbPassword cloud-config | 1:64 used DbPassword cloud-config"],
  ["task.json", '{"environment": [{"name": "X_TOKEN"}], "secrets": [{"name": "PLAIN", "valueFrom": "arn:aws:ssm:eu:1:parameter/y"}]}', `1:28 declared X_TOKEN cloud-config | 1:62 declared PLAIN cloud-config | ${both("1:111", "y vault-reference")}`],
  ["task.json", '{"a": "arn:aws:secretsmanager:eu:1:secret:prod/app-AbCd12"}', both("1:43", "prod/app vault-reference")],
  ["render.yaml", "envVars:\n  - { key: X_TOKEN, sync: false }", "2:12 declared X_TOKEN cloud-config"],
  ["s.yaml", "x_token: ENC[AES256_GCM,data:x]\nsops:\n  mac: ENC[AES256_GCM,data:x]", "1:1 declared x_token vault-reference"],
  [".env.vault", 'DOTENV_VAULT_CI="x"', both("1:1", "DOTENV_VAULT_CI vault-reference")],
  ["app.env.tpl", "X_TOKEN=op://a/b/c", "1:1 declared X_TOKEN vault-reference"],
  ["stack.ts", 'new sm.Secret(this, "A", { secretName: "app/x" })', both("1:41", "app/x vault-reference")],
  ["stack.ts", 'cdk.SecretValue.secretsManager("app/x")', both("1:33", "app/x vault-reference")],
  ["a.ts", 'new GetParameterCommand({ Name: "/app/x", WithDecryption: true })', both("1:34", "/app/x vault-reference")],
  ["a.py", 'config.get_secret("xKey")', both("1:20", "xKey vault-reference")],
  ["a.sh", "aws secretsmanager get-secret-value --secret-id app/x", both("1:49", "app/x vault-reference")],
  ["a.sh", "az keyvault secret show --vault-name v --name x-key", both("1:47", "x-key vault-reference")],
  ["a.hcl", '{{ with secret "secret/data/app" }}', both("1:17", "secret/data/app vault-reference")],
  ["config/a.yaml", "parameters:\n  env(X_TOKEN): 'x'", "2:7 used X_TOKEN app-config optional literal"],
  ["database.yml", `a: <%= ENV.fetch("X_PASSWORD") { "x" } %>`, "1:19 used X_PASSWORD app-config optional literal"],
  ["app-config.yaml.hbs", "token: ${X_TOKEN}", "1:10 used X_TOKEN app-config"],
  ["roles/app/templates/.env.j2", "X_TOKEN={{ x }}", "1:1 declared X_TOKEN dotenv"],
  ["a.toml", 'password_env = "X_PASSWORD"', "1:17 used X_PASSWORD app-config"],
]; // biome-ignore format: a table
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: what the files hold

describe("ways to give and to ask in deployment files", () => {
  it.each(ROWS)("%s: %s", (path, text, expected) => {
    expect(notesOf(path, text).join(" | ")).toBe(expected);
  });
});
