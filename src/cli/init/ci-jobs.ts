/**
 * The job that checks commits, as each CI service wants it written: as a file of its own, as parts of one that is there, and as
 * lines for a person to put in.
 */

export type CiHost = "github" | "gitlab" | "bitbucket" | "azure" | "circleci" | "jenkins" | "drone";

/** Pieces that belong together. `into`: the keys that lead to a list or mapping, or the file's end. */
export type CiParts = readonly { readonly into: readonly string[] | "end"; readonly lines: readonly string[] }[];

export interface CiJob {
  readonly path: string;
  /** Undefined where only the file itself says that the service is used. */
  readonly whole?: string;
  /** Ways to put it into a file that is there; the first that fits counts. */
  readonly parts: readonly CiParts[];
  readonly snippet: string;
}

const RUN = "npx --yes secret-scan range";

const GITHUB = `name: secret-scan
on:
  push:
  pull_request:
  merge_group:
permissions:
  contents: read
jobs:
  secret-scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: ${RUN} --format github
`;

const GITLAB = [
  "secret-scan:",
  "  image: node:20",
  "  variables:",
  '    GIT_DEPTH: "0"',
  "  script:",
  `    - ${RUN} --format pretty --format gitlab=gl-secret-detection-report.json`,
  "  artifacts:",
  "    when: always",
  "    reports:",
  "      secret_detection: gl-secret-detection-report.json",
];

const BITBUCKET = [
  "- step:",
  "    name: secret-scan",
  "    image: node:20",
  "    clone:",
  "      depth: full",
  "    script:",
  `      - ${RUN}`,
];

const AZURE_STEPS = [
  "- checkout: self",
  '  fetchDepth: "0"',
  "- task: NodeTool@0",
  "  inputs:",
  '    versionSpec: "20.x"',
  `- bash: ${RUN}`,
  "  displayName: secret-scan",
];
const AZURE = ["- job: secret_scan", "  pool:", "    vmImage: ubuntu-latest", "  steps:", ...indented(AZURE_STEPS, 4)];

const CIRCLE_JOB = [
  "secret-scan:",
  "  docker:",
  "    - image: cimg/node:20.19",
  "  steps:",
  "    - checkout:",
  "        method: full",
  `    - run: ${RUN}`,
];
const CIRCLE_WORKFLOW = ["secret-scan:", "  jobs:", "    - secret-scan"];

const DRONE = [
  "---",
  "kind: pipeline",
  "type: docker",
  "name: secret-scan",
  "clone:",
  "  depth: 0",
  "steps:",
  "  - name: secret-scan",
  "    image: node:20",
  "    commands:",
  `      - ${RUN}`,
];

export const CI_JOBS: Readonly<Record<CiHost, CiJob>> = {
  github: { path: ".github/workflows/secret-scan.yml", whole: GITHUB, parts: [], snippet: GITHUB },
  gitlab: { path: ".gitlab-ci.yml", whole: text(GITLAB), parts: [[{ into: "end", lines: GITLAB }]], snippet: text(GITLAB) },
  bitbucket: {
    path: "bitbucket-pipelines.yml",
    whole: text([
      "pipelines:",
      "  default:",
      ...indented(BITBUCKET, 4),
      "  pull-requests:",
      '    "**":',
      ...indented(BITBUCKET, 6),
    ]),
    parts: [
      [
        { into: ["pipelines", "default"], lines: BITBUCKET },
        { into: ["pipelines", "pull-requests", "**"], lines: BITBUCKET },
      ],
      [{ into: ["pipelines", "default"], lines: BITBUCKET }],
    ],
    snippet: text(BITBUCKET),
  },
  azure: {
    path: "azure-pipelines.yml",
    whole: text(["trigger:", "  branches:", '    include: ["*"]', "jobs:", ...indented(AZURE, 2)]),
    parts: [
      [{ into: ["jobs"], lines: AZURE }],
      [{ into: ["stages"], lines: ["- stage: secret_scan", "  dependsOn: []", "  jobs:", ...indented(AZURE, 4)] }],
    ],
    snippet: text(AZURE_STEPS),
  },
  circleci: {
    path: ".circleci/config.yml",
    // without workflows the job named `build` runs by itself, and with one it would not: those are the user's to write
    parts: [
      [
        { into: ["jobs"], lines: CIRCLE_JOB },
        { into: ["workflows"], lines: CIRCLE_WORKFLOW },
      ],
    ],
    snippet: text(["jobs:", ...indented(CIRCLE_JOB, 2), "workflows:", ...indented(CIRCLE_WORKFLOW, 2)]),
  },
  jenkins: {
    path: "Jenkinsfile",
    parts: [],
    snippet: text([
      "stage('secret-scan') {",
      "  agent { docker { image 'node:20' } }",
      `  steps { sh '${RUN}' }`,
      "}",
      '// Clone the whole history and the branch that is merged into: "Advanced clone behaviours", not shallow',
    ]),
  },
  drone: { path: ".drone.yml", parts: [[{ into: "end", lines: DRONE }]], snippet: text(DRONE) },
};

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => " ".repeat(by) + line);
}
