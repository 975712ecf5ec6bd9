import { describe, expect, it } from "vitest";
import { checkSecretOverrides } from "../../src/inventory/config/secret-override.js";

const check = (value: unknown): unknown => checkSecretOverrides(value, ".secret-scan.yaml", () => 7);

describe("`secrets:` of the configuration", () => {
  it("takes every documented key", () => {
    const entry = {
      name: "A_*",
      owners: ["@a"],
      type: "vcs",
      criticality: "low",
      description: "x",
      required: true,
      deprecated: false,
      listed: true,
      rotation: { intervalDays: 30, lastRotated: "2026-02-28" },
    };
    expect(check([entry])).toEqual([{ ...entry, line: 7 }]);
    expect(check(undefined)).toEqual([]);
    expect(check([{ name: "A", rotation: { lastRotated: new Date("2026-02-28T00:00:00Z") } }])).toMatchObject([
      { rotation: { lastRotated: "2026-02-28" } },
    ]);
  });

  it.each([
    [{}, "must be a list"],
    [["A"], "secrets[0]: must be a mapping"],
    [[{ name: "A", ownrs: [] }], 'secrets[0]: unknown key "ownrs"'],
    [[{}], "`name` must be a text"],
    [[{ name: "A", type: "x" }], "`type` must be one of"],
    [[{ name: "A", owners: [1] }], "`owners` must be"],
    [[{ name: "A", listed: "yes" }], "`listed` must be a boolean"],
    [[{ name: "A", rotation: { every: 3 } }], 'unknown key "rotation.every"'],
    [[{ name: "A", rotation: { intervalDays: 0 } }], "`rotation.intervalDays`"],
    [[{ name: "A", rotation: { lastRotated: "2026-02-30" } }], "`rotation.lastRotated` must be a date"],
  ])("refuses %j", (value, message) => {
    expect(() => check(value)).toThrow(message);
  });
});
