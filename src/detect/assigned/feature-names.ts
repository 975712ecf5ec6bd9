/**
 * The features' names: those by which `rules/model/assigned.json` knows them, in the order of a row.
 *
 * A row is one `Float64Array`, written by index, since an object of a hundred numbers costs more than measuring them.
 */

/** Numbers in the order of `FEATURE_NAMES`; shares lie between 0 and 1, statements are 0 or 1. */
export type FeatureRow = Float64Array;

/** What the name says. */
const NAME = [
  "nameHasPassword",
  "nameHasPassphrase",
  "nameHasSecret",
  "nameHasToken",
  "nameHasKey",
  "nameHasAuth",
  "nameHasCredential",
  "nameIsForeign",
  "nameIsApiKey",
  "nameIsAccessOrClient",
  "nameIsPrivateOrSigning",
  // The secret word is the last one; else how many words follow it.
  "nameWordsBehind",
  "nameWords",
  "nameLength",
  "nameIsOneWord",
  "nameIsCapitals",
  "nameIsCapitalised",
  "nameHasDot",
  "nameWeakBehind",
  "nameWeakBefore",
  "nameHasPublic",
  "nameHasIdentity",
  // A token that only marks a place in a list or a request: `nextPageToken`, `idempotency-token`.
  "nameIsCursor",
  "nameIsSetter",
] as const;

/** What the value looks like. */
const VALUE = [
  "valueLength",
  "valueBits",
  "valueLowestBits",
  "valueEntropy",
  "valueDigits",
  "valueUpper",
  "valueLower",
  "valueSymbols",
  "valueClasses",
  "valueChanges",
  "valueIsNumber",
  "valueIsHex",
  "valueIsDigestLength",
  "valueIsBase64",
  "valueWords",
  "valueWordsOfLeet",
  "valueLongestWord",
  "valueIsCamelCase",
  // Words and short numbers joined by capitals: `Ec2SubnetIds`, `HMACSha256`.
  "valueIsJoinedWords",
  "valueIsIdentifier",
  "valueIsCapitals",
  "valueIsCapitalised",
  "valueIsWordAndDigits",
  "valueHasUnderscore",
  "valueHasDash",
  "valueHasDot",
  "valueHasSlash",
  "valueHasColon",
  "valueHasBlank",
  "valueHasBracket",
  "valueHasStrongSign",
  "valueHasEqualsSign",
  "valueIsUrl",
  "valueIsMail",
  "valueIsPath",
  "valueIsAscii",
  "valueIsEncoded",
  "valueIsUuid",
  "valueIsVersionOrDate",
  "valueIsKeyword",
  "valueIsPlaceholder",
  "valueIsWeak",
  "valueHasSecretWord",
  "valueSharesNameWord",
  "valueLongestRun",
  "valueStartsLikeKey",
] as const;

/** What stands around the two. */
const CONTEXT = [
  "formIsBare",
  "formIsArgument",
  "formIsFallback",
  "formIsElement",
  "formIsUrl",
  "formIsSql",
  "formIsBasic",
  "formIsBearer",
  "formIsFlag",
  "formIsCall",
  "operatorIsEquals",
  "operatorIsColon",
  "operatorIsComparison",
  "operatorIsComma",
  "operatorIsBlank",
  "operatorIsPair",
  "quoteIsDouble",
  "quoteIsSingle",
  "quoteIsBacktick",
  "nameIsQuoted",
  "isWrapped",
  // The call around the literal turns it into bytes, a secret, another encoding; others look something up.
  "wrapIsConversion",
  "nameIsVariable",
  "lineIsComment",
  "lineHasDefinition",
  "lineHasCondition",
  "lineIsInString",
  "lineBefore",
  "lineAfter",
  "afterIsWord",
  "afterIsOperator",
  "afterEndsStatement",
  "lineHasProse",
  "lineHasUser",
  "nearUser",
  "nearHost",
  "nearClient",
  "nearPlaceholder",
  "nearSchema",
  "nearLabels",
  "pathIsTranslation",
  // A line next to it holds a value of the same length and kind under a name that promises no secret: a table.
  "neighbourHasSameShape",
  // The value stands near by again, as a whole word: a user, a database, a host of the same name.
  "valueIsNear",
  // By the path's ending; documents are the rest.
  "fileIsCode",
  "fileIsLines",
] as const;

export type FeatureName = (typeof NAME)[number] | (typeof VALUE)[number] | (typeof CONTEXT)[number];

export const FEATURE_NAMES: readonly FeatureName[] = [...NAME, ...VALUE, ...CONTEXT];

/** Index of each feature in a row. */
export const F: Readonly<Record<FeatureName, number>> = Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, i])) as Record<
  FeatureName,
  number
>;
