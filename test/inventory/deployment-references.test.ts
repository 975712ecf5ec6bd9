import { describe, expect, it } from "vitest";
import { dedent, notesOf } from "./notation.js";

/** Path, text, references. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    ".github/workflows/release.yml",
    `
    on:
      workflow_call:
        secrets:
          DEPLOY_TOKEN:
            required: true
    env:
      NODE_ENV: test
    jobs:
      build:
        env:
          DB_PASSWORD: \${{ secrets.CI_DB_PASSWORD }}
        steps:
          - run: |
              npm publish --token $NPM_TOKEN
          - uses: x/y@v1
            with:
              token: \${{ secrets.github_token }}
          - run: echo "$DB_PASSWORD"
      call:
        uses: ./.github/workflows/other.yml
        secrets:
          api_key: \${{ secrets.STRIPE_KEY || 'x' }}`,
    [
      "4:7 declared DEPLOY_TOKEN ci",
      "4:7 used DEPLOY_TOKEN ci",
      "11:7 declared DB_PASSWORD ci",
      "11:32 declared CI_DB_PASSWORD ci",
      "11:32 used CI_DB_PASSWORD ci",
      "17:30 declared github_token ci",
      "17:30 used github_token ci",
      "18:21 used DB_PASSWORD ci",
      "22:7 declared api_key ci",
      "22:28 declared STRIPE_KEY ci",
      "22:28 used STRIPE_KEY ci optional literal",
    ],
  ],
  [
    ".gitlab-ci.yml",
    `
    variables:
      X_TOKEN: ""
      DB_PASSWORD:
        value: ""
        description: the password
    deploy:
      secrets:
        STRIPE_KEY:
          vault: prod/stripe/key@kv
      id_tokens:
        VAULT_ID_TOKEN:
          aud: https://vault.example.com
      script:
        - curl -H "$STRIPE_KEY" -u "u:$OTHER_TOKEN" $CI_JOB_TOKEN`,
    [
      "2:3 declared X_TOKEN ci",
      "3:3 declared DB_PASSWORD ci",
      "8:5 declared STRIPE_KEY ci",
      "11:5 declared VAULT_ID_TOKEN ci",
      "14:17 used STRIPE_KEY ci",
      "14:36 declared OTHER_TOKEN ci",
      "14:36 used OTHER_TOKEN ci",
      "14:50 declared CI_JOB_TOKEN ci",
      "14:50 used CI_JOB_TOKEN ci",
    ],
  ],
  [
    ".circleci/config.yml",
    `
    jobs:
      build:
        environment:
          DB_PASSWORD: x
        steps:
          - run: npm publish --token $NPM_TOKEN`,
    ["4:7 declared DB_PASSWORD ci", "6:35 declared NPM_TOKEN ci", "6:35 used NPM_TOKEN ci"],
  ],
  [
    "azure-pipelines.yml",
    `
    variables:
      - name: DB_PASSWORD
        value: $(vaultPassword)
    steps:
      - script: deploy
        env:
          X_TOKEN: $(deployToken)`,
    [
      "2:11 declared DB_PASSWORD ci",
      "3:14 declared vaultPassword ci",
      "3:14 used vaultPassword ci",
      "7:7 declared X_TOKEN ci",
      "7:18 declared deployToken ci",
      "7:18 used deployToken ci",
    ],
  ],
  [
    "bitbucket-pipelines.yml",
    `pipelines:\n  default:\n    - step:\n        script:\n          - deploy $DEPLOY_TOKEN`,
    ["5:21 declared DEPLOY_TOKEN ci", "5:21 used DEPLOY_TOKEN ci"],
  ],
  [
    ".drone.yml",
    `steps:\n  - name: a\n    environment:\n      X_TOKEN:\n        from_secret: the_token`,
    ["4:7 declared X_TOKEN ci", "5:22 declared the_token ci", "5:22 used the_token ci"],
  ],
  [
    "Jenkinsfile",
    `
    environment { STRIPE_KEY = credentials('stripe') }
    withCredentials([string(credentialsId: 'db', variable: 'DB_PASSWORD')]) { sh 'x' }`,
    ["1:15 declared STRIPE_KEY ci", "1:15 used STRIPE_KEY ci", "2:57 declared DB_PASSWORD ci", "2:57 used DB_PASSWORD ci"],
  ],
  [
    "Dockerfile",
    `
    FROM node
    ARG NPM_TOKEN
    ARG A_TOKEN=x
    ENV DB_PASSWORD= X_TOKEN=$A_TOKEN PORT=80
    ENV B_TOKEN x
    RUN --mount=type=secret,id=npmrc_token,target=/root/.npmrc npm ci`,
    [
      "2:5 declared NPM_TOKEN dockerfile",
      "2:5 used NPM_TOKEN dockerfile",
      "3:5 used A_TOKEN dockerfile optional literal",
      "4:5 declared DB_PASSWORD dockerfile",
      "4:18 declared X_TOKEN dockerfile",
      "4:27 used A_TOKEN dockerfile",
      "5:5 used B_TOKEN dockerfile optional literal",
      "6:28 declared npmrc_token dockerfile",
      "6:28 used npmrc_token dockerfile",
    ],
  ],
  [
    "docker-compose.yml",
    `
    services:
      web:
        environment:
          DB_PASSWORD: \${DB_PASSWORD:?}
          X_TOKEN: \${WEB_TOKEN:-x}
          PORT: 80
        secrets:
          - api_key
      worker:
        environment:
          - A_TOKEN
          - B_TOKEN=\${B_TOKEN:-}
    secrets:
      api_key:
        file: ./api_key.txt`,
    [
      "4:7 declared DB_PASSWORD compose",
      "4:22 used DB_PASSWORD compose",
      "5:7 declared X_TOKEN compose",
      "5:18 used WEB_TOKEN compose optional literal",
      "8:9 used api_key compose",
      "11:9 declared A_TOKEN compose",
      "12:9 declared B_TOKEN compose",
      "12:19 used B_TOKEN compose optional empty",
      "14:3 declared api_key compose",
    ],
  ],
  [
    "deploy/app.yaml",
    `
    apiVersion: v1
    kind: Secret
    metadata:
      name: app
    stringData:
      DB_PASSWORD: ""
      something: ""
    ---
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
            - name: web
              env:
                - name: STRIPE_KEY
                  valueFrom:
                    secretKeyRef:
                      name: app
                      key: stripe
                - name: X_TOKEN
                  valueFrom: { secretKeyRef: { name: app, key: token } }
                - name: PORT
                  value: "80"
    ---
    apiVersion: external-secrets.io/v1beta1
    kind: ExternalSecret
    spec:
      data:
        - secretKey: JWT_SECRET
          remoteRef:
            key: prod/jwt`,
    [
      "6:3 declared DB_PASSWORD kubernetes",
      "7:3 declared something kubernetes",
      "17:21 declared STRIPE_KEY kubernetes",
      "22:21 declared X_TOKEN kubernetes",
      "31:18 declared JWT_SECRET kubernetes",
    ],
  ],
  [
    "chart/values.yaml",
    `
    image:
      tag: latest
    stripeApiKey: ""
    postgresql:
      auth:
        password: ""
        username: app`,
    ["3:1 declared stripeApiKey kubernetes", "6:5 declared postgresql.auth.password kubernetes"],
  ],
  [
    "infra/main.tf",
    `
    variable "db_password" {
      type      = string
      sensitive = true
    }
    variable "api_token" {
      default = "x"
    }
    variable "special" {
      sensitive = true
      default   = ""
    }
    resource "random_password" "admin" {
      length = 20
    }
    data "aws_secretsmanager_secret" "stripe" {
      name = "prod/stripe"
    }
    output "x" { value = var.db_password }`,
    [
      "1:11 declared db_password terraform",
      "5:11 declared api_token terraform",
      "5:11 used api_token terraform optional literal",
      "8:11 declared special terraform",
      "12:29 declared admin terraform",
      "15:35 declared prod/stripe vault-reference",
      "15:35 used prod/stripe terraform",
      "18:26 used db_password terraform",
    ],
  ],
  [
    ".env",
    `
    # comment
    export STRIPE_KEY=
    DB_PASSWORD="x"
    X_TOKEN=op://vault/item/field
    PORT=80`,
    ["2:8 declared STRIPE_KEY dotenv", "3:1 declared DB_PASSWORD dotenv", "4:1 declared X_TOKEN vault-reference"],
  ],
  [
    ".env.example",
    `
    STRIPE_KEY=your-key
    # DB_PASSWORD=
    # X_TOKEN is needed for y`,
    ["1:1 declared STRIPE_KEY dotenv-example", "2:3 declared DB_PASSWORD dotenv-example"],
  ],
  [
    "src/main/resources/application.yml",
    `
    spring:
      datasource:
        password: \${DB_PASSWORD:x}
        url: \${DATABASE_URL}`,
    [
      "3:5 declared spring.datasource.password app-config hint",
      "3:17 used DB_PASSWORD app-config optional literal",
      "4:12 used DATABASE_URL app-config",
    ],
  ],
  [
    "application.properties",
    `a.key=\${STRIPE_KEY:}`,
    ["1:1 declared a.key app-config hint", "1:9 used STRIPE_KEY app-config optional empty"],
  ],
  ["config/services.yaml", `parameters:\n  dsn: '%env(resolve:DATABASE_URL)%'`, ["2:22 used DATABASE_URL app-config"]],
  [
    "config/database.yml",
    `production:\n  password: <%= ENV["DB_PASSWORD"] || "x" %>`,
    ["2:22 used DB_PASSWORD app-config optional literal"],
  ],
  [
    "appsettings.Production.json",
    `
    {
      // comment
      "Jwt": { "Key": "", "Issuer": "x" },
      "ConnectionStrings": { "Default": "" }
    }`,
    ["3:13 declared Jwt:Key app-config", "4:27 declared ConnectionStrings:Default app-config"],
  ],
  ["app.json", `{ "env": { "STRIPE_KEY": { "required": true }, "PORT": "80" } }`, ["1:13 declared STRIPE_KEY cloud-config"]],
  ["netlify.toml", `[build]\nbase = "x"\n[build.environment]\nX_TOKEN = ""`, ["4:1 declared X_TOKEN cloud-config"]],
  [
    "render.yaml",
    `services:\n  - type: web\n    envVars:\n      - key: STRIPE_KEY\n        sync: false`,
    ["4:14 declared STRIPE_KEY cloud-config"],
  ],
  [
    "template.yaml",
    `Parameters:\n  Special:\n    Type: String\n    NoEcho: true\nResources:\n  X:\n    Value: "{{resolve:secretsmanager:prod/db:SecretString:password}}"`,
    ["2:3 declared Special cloud-config", "7:38 declared prod/db vault-reference", "7:38 used prod/db vault-reference"],
  ],
  [
    "serverless.yml",
    `provider:\n  environment:\n    STRIPE_KEY: \${env:STRIPE_KEY}\n    X_TOKEN: \${env:X_TOKEN, 'x'}`,
    [
      "3:5 declared STRIPE_KEY cloud-config",
      "3:23 used STRIPE_KEY app-config",
      "4:5 declared X_TOKEN cloud-config",
      "4:20 used X_TOKEN app-config optional literal",
    ],
  ],
  ["Pulumi.prod.yaml", `config:\n  app:dbPassword:\n    secure: xxxx`, ["3:5 declared dbPassword cloud-config"]],
  ["secrets.enc.yaml", `special: ENC[AES256_GCM,data:xx]\nsops:\n  version: 3`, ["1:1 declared special vault-reference"]],
  [
    "group_vars/all.yml",
    `special: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\nother: "{{ lookup('env', 'X_TOKEN') }}"`,
    ["1:1 declared special vault-reference", "4:27 used X_TOKEN app-config"],
  ],
  [
    ".devcontainer/devcontainer.json",
    `{ "remoteEnv": { "X_TOKEN": "\${localEnv:HOST_TOKEN}" } }`,
    ["1:19 declared X_TOKEN cloud-config", "1:19 used HOST_TOKEN cloud-config"],
  ],
  [
    "src/a.ts",
    `read("op://Prod/Stripe/credential")`,
    ["1:7 declared op://Prod/Stripe/credential vault-reference", "1:7 used op://Prod/Stripe/credential vault-reference"],
  ],
  [
    "stack.ts",
    `client.send(new GetSecretValueCommand({ SecretId: "prod/stripe" }));
Secret.fromSecretNameV2(this, "Db", "prod/db");
readFileSync("/run/secrets/db_password");
config.requireSecret("apiToken");`,
    [
      "1:52 declared prod/stripe vault-reference",
      "1:52 used prod/stripe vault-reference",
      "2:38 declared prod/db vault-reference",
      "2:38 used prod/db vault-reference",
      "3:28 declared db_password vault-reference",
      "3:28 used db_password vault-reference",
      "4:23 declared apiToken vault-reference",
      "4:23 used apiToken vault-reference",
    ],
  ],
  [
    "get.sh",
    `vault kv get -field=key secret/stripe\ndoppler secrets get X_TOKEN --plain`,
    [
      "1:25 declared secret/stripe vault-reference",
      "1:25 used secret/stripe vault-reference",
      "2:21 declared X_TOKEN vault-reference",
      "2:21 used X_TOKEN vault-reference",
    ],
  ],
  ["app.ini", `PASSWD = $DB_PASSWORD`, ["1:11 used DB_PASSWORD app-config"]],
  ["crowdin.yml", `api_token_env: CROWDIN_KEY`, ["1:16 used CROWDIN_KEY app-config"]],
  [".npmrc", `//registry.npmjs.org/:_authToken=\${NPM_TOKEN}`, ["1:36 used NPM_TOKEN app-config"]],
];

describe("references in deployment files", () => {
  it.each(CASES)("%s", (path, text, expected) => {
    expect(notesOf(path, dedent(text))).toEqual(expected);
  });

  it("finds nothing in files of other kinds", () => {
    expect(notesOf("README.md", "process.env.STRIPE_KEY")).toEqual([]);
    expect(notesOf("package-lock.json", '{ "a": "$X_TOKEN" }')).toEqual([]);
  });
});
