/**
 * Which paths are tests and examples, by the conventions of many languages: for the order of a page only. What is found or asked
 * for there counts as elsewhere.
 */

import type { SecretEntry } from "../model/secret.js";

const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|fixtures?|testdata|test-data|examples?|samples?)\/|[._-](?:test|spec)\.[^/]+$|_test\.\w+$|(?:^|\/)(?:test_[^/]+|conftest)\.py$|[a-z](?:Test|Tests|Spec)\.(?:java|kt|cs|scala|swift|php)$/;

/** True where no place of the secret is the program's own. A value that stands there is a finding, and keeps its place. */
export function isOnlyInTests({ usedIn, declaredIn, findings }: SecretEntry): boolean {
  const places = [...usedIn, ...declaredIn];
  return findings.length === 0 && places.length > 0 && places.every(({ path }) => TEST_PATH.test(path));
}
