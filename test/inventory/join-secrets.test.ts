// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Spring
import { describe, expect, it } from "vitest";
import { inventoryOf } from "./inventory-builder.js";

const statuses = (files: Record<string, string>) =>
  Object.fromEntries(inventoryOf(files).secrets.map(({ name, status }) => [name, status]));

const WORKLOAD = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - envFrom:\n        - secretRef:\n            name: app\n";

describe("a Secret that is taken as a whole", () => {
  it("is used key by key where the repository has its keys", () => {
    const secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n  A_TOKEN: ''\n  app.conf: ''\n";
    const { secrets } = inventoryOf({ "pod.yaml": WORKLOAD, "secret.yaml": secret });
    expect(secrets.find(({ name }) => name === "A_TOKEN")).toMatchObject({
      status: "ok",
      usedIn: [{ path: "pod.yaml", startLine: 7, kind: "kubernetes" }],
      declaredIn: [{ path: "secret.yaml", startLine: 6 }],
    });
    expect(secrets.some(({ name }) => name === "app")).toBe(false);
  });

  it.each([
    ["SealedSecret", "metadata:\n  name: app\nspec:\n  encryptedData:\n    A_TOKEN: x\n"],
    ["ExternalSecret", "metadata:\n  name: other\nspec:\n  target:\n    name: app\n  data:\n    - secretKey: A_TOKEN\n"],
    ["Kustomization", "secretGenerator:\n  - name: app\n    literals:\n      - A_TOKEN=x\n"],
  ])("whichever kind makes it: %s", (kind, rest) => {
    expect(statuses({ "pod.yaml": WORKLOAD, "secret.yaml": `apiVersion: x\nkind: ${kind}\n${rest}` })).toEqual({ A_TOKEN: "ok" });
  });

  it("stays a secret of its own where nothing is known of its keys", () => {
    expect(statuses({ "pod.yaml": WORKLOAD })).toEqual({ app: "ok" });
  });
});

describe("what a framework may read", () => {
  it("declares a name that the code asks for, and none that nobody does", () => {
    const files = {
      "src/main/resources/application.yml": "app:\n  jwt:\n    secret: x\nspring:\n  mail:\n    password: x\n",
      "src/main/java/A.java": 'class A { @Value("${app.jwt.secret}") String s; }',
    };
    expect(statuses(files)).toEqual({ "app.jwt.secret": "ok" });
  });

  it("uses a value of Helm that a template asks for", () => {
    expect(
      statuses({
        "c/values.yaml": "app:\n  jwtSecret: ''\n",
        "c/templates/a.yaml": "a: {{ .Values.app.jwtSecret }} {{ .Values.x.otherSecret }}",
      }),
    ).toEqual({
      jwtSecret: "ok",
    });
  });
});
