import { expect, it } from "vitest";
import { notesOf } from "./notation.js";

it.each([
  ["a.go", 'key := os.Getenv("X_KEY")\nif key == "" {\n\tkey = "dev"\n}', "1:19 used X_KEY optional literal"],
  ["a.go", 'key, ok := os.LookupEnv("X_KEY")\nif !ok {\n\tkey = ""\n}', "1:26 used X_KEY optional empty"],
  ["a.go", 'key := os.Getenv("X_KEY")\nif key == "" {\n\tlog.Fatal("no key")\n}', "1:19 used X_KEY"],
  ["a.ts", 'let key = process.env.X_KEY;\nif (!key) key = "dev";', "1:23 used X_KEY optional literal"],
  ["a.ts", 'let key: string | undefined = process.env.X_KEY;\nkey ??= "dev";', "1:43 used X_KEY optional literal"],
  ["a.ts", 'let key = process.env.X_KEY;\nif (!other) key = "dev";', "1:23 used X_KEY"],
  ["a.ts", 'const key = process.env.X_KEY\n  ?? "dev";', "1:25 used X_KEY optional literal"],
  ["a.ts", 'const key = process.env.X_KEY ||\n  "dev";', "1:25 used X_KEY optional literal"],
  ["a.py", 'key = os.getenv("X_KEY")\nif not key:\n    key = "dev"', "1:18 used X_KEY optional literal"],
  ["a.py", 'key = os.environ.get(\n    "X_KEY",\n    "dev",\n)', "2:6 used X_KEY optional literal"],
  ["a.rb", 'key = ENV["X_KEY"]\nkey ||= "dev"', "1:12 used X_KEY optional literal"],
])("a fallback on the next lines: %s %j", (path, text, note) => {
  expect(notesOf(path, text)).toEqual([note]);
});

it.each([
  ["Rails.application.credentials.stripe.secret_key", "1:31 used stripe.secret_key"],
  ["Rails.application.credentials.dig(:aws, :secret_access_key)", "1:36 used aws.secret_access_key"],
  ["Rails.application.credentials.aws[:secret_access_key]", "1:31 used aws.secret_access_key"],
  ["Rails.application.credentials.jwt_secret! || 'x'", "1:31 used jwt_secret optional literal"],
  ["Rails.application.credentials[:api_key].to_s", "1:32 used api_key"],
])("credentials of Rails: %s", (text, note) => {
  expect(notesOf("a.rb", text)).toEqual([note.replace(/ used (\S+).*/, " declared $1 vault-reference"), note]);
});

it("no name of a credential, no reference", () => {
  expect(notesOf("a.rb", "Rails.application.credentials.app_name\n# Rails.application.credentials.api_key\n")).toEqual([]);
});

it("Kubernetes: secrets that are taken as a whole", () => {
  const text = `apiVersion: v1
kind: Pod
spec:
  imagePullSecrets:
    - name: regcred
  containers:
    - name: app
      envFrom:
        - secretRef:
            name: app-env
        - configMapRef:
            name: app-config
  volumes:
    - name: tls
      secret:
        secretName: app-tls
`;
  expect(notesOf("pod.yaml", text)).toEqual([
    "5:13 declared regcred kubernetes",
    "5:13 used regcred kubernetes",
    "10:19 declared app-env kubernetes",
    "10:19 used app-env kubernetes",
    "16:21 declared app-tls kubernetes",
    "16:21 used app-tls kubernetes",
  ]);
});
