import { describe, expect, test } from "vitest";
import { documentedExample } from "../../../src/detect/non-secret/documented.js";
import { encodedReason, isUuid } from "../../../src/detect/non-secret/encoded.js";
import { nonSecretReason } from "../../../src/detect/non-secret/placeholder.js";
import { createDraw } from "../../support/drawn.js";

const draw = createDraw("what is no secret");
const reasonOf = (text: string): string | undefined => nonSecretReason(Buffer.from(text, "latin1"), 0, text.length);

describe("nonSecretReason", () => {
  test.each([
    "<your-api-key>",
    `\${DB_PASSWORD}`,
    "{{ vault.password }}",
    "$(cat /run/secret)",
    "%(password)s",
    "%s",
    "#{secret}",
    "<%= ENV['KEY'] %>",
    "__SECRET__",
    "@@TOKEN@@",
    "[password]",
    "$PASSWORD",
  ])("%s is a template", (text) => {
    expect(reasonOf(text)).toBe("a template that is filled in later");
  });

  test.each(["********", "xxxxxxxxxxxxxxxx", "................", "abcd...wxyz", "XXXXXX-key", "00000000"])(
    "%s is a mask",
    (text) => {
      expect(reasonOf(text)).toBe("a mask");
    },
  );

  test.each(["your-api-key-here", "changeme", "replace_me_with_token", "insert-your-token", "EXAMPLEKEY", "my-secret-key"])(
    "%s is a placeholder",
    (text) => {
      expect(reasonOf(text)).toBe("a placeholder");
    },
  );

  test.each(["0123456789abcdef", "abcdefghijklmnop", "abcabcabcabc", "123456789", "aaaaaaaaaaab"])("%s is a sequence", (text) => {
    expect(reasonOf(text)).toBe("a sequence or a repetition");
  });

  test.each(["Sommer2024!", "letmein", "admin123", "Tr0ub4dor&3", "correct horse battery staple", "p%ssw0rd$1", "100%sure!"])(
    "%s may be a password",
    (text) => {
      expect(reasonOf(text)).toBeUndefined();
    },
  );

  test("a commit's id behind its path is none, elsewhere it may be a key", () => {
    const id = draw.bytes(20).toString("hex");
    const text = Buffer.from(`https://forge.example/o/r/commit/${id}`);
    expect(nonSecretReason(text, text.length - 40, text.length)).toBe("a commit's id in a URL");
    expect(reasonOf(id)).toBeUndefined();
  });

  test("random values are kept", () => {
    for (let i = 0; i < 300; i += 1) {
      expect(reasonOf(draw.bytes(24).toString("base64url"))).toBeUndefined();
      expect(reasonOf(draw.bytes(20).toString("hex"))).toBeUndefined();
    }
  });
});

describe("what stands before", () => {
  test("makes a digest of what follows the name of a hash", () => {
    const value = draw.bytes(30).toString("base64url");
    const text = Buffer.from(`a/b.py,sha256=${value},12`);
    expect(nonSecretReason(text, 14, 14 + value.length)).toBe("a digest");
  });
});

describe("documentedExample", () => {
  test("knows a vendor's example by its last characters, and nothing else", () => {
    const example = ["wJalrXUtnFEMI/K7MDENG", "/bPxRfiCY", "EXAMPLEKEY"].join("");
    expect(documentedExample(example)).toBe("a documented example");
    expect(documentedExample(example.slice(-20))).toBe("a documented example");
    expect(documentedExample(`${example}x`)).toBeUndefined();
    expect(documentedExample("short")).toBeUndefined();
  });
});

describe("encodedReason", () => {
  test("names hashes, ciphertexts and public keys", () => {
    expect(encodedReason(`$2a$10$${"N".repeat(53)}`)).toBe("a password hash");
    expect(encodedReason(`{SSHA}${"q".repeat(32)}`)).toBe("a password hash");
    expect(encodedReason(`ENC(${"Q".repeat(24)})`)).toBe("encrypted");
    expect(encodedReason(`sha512-${"Zm9v".repeat(22)}`)).toBe("an integrity hash");
    expect(encodedReason("ssh-rsa AAAAB3NzaC1yc2E user@host")).toBe("a public key");
    expect(encodedReason(Buffer.from("hello from a platform").toString("base64"))).toBe("a text in base64");
    expect(encodedReason("v1beta1")).toBe("a version");
    expect(encodedReason("utf-8")).toBe("the name of an algorithm");
    expect(encodedReason(draw.bytes(32).toString("base64"))).toBeUndefined();
    expect(encodedReason("hunter2")).toBeUndefined();
  });

  test("knows a UUID", () => {
    expect(isUuid("123e4567-e89b-12d3-a456-426614174000")).toBe(true);
    expect(isUuid("123e4567-e89b-12d3-a456")).toBe(false);
  });
});
