/**
 * Values that have a vendor's shape by chance: names of program code, and values whose place says what they are.
 */

import { describe, expect, it, test } from "vitest";
import { isCodeName } from "../../../src/detect/non-secret/code-name.js";
import { memoryReader } from "../../../src/scan/byte-reader.js";
import { fuzzScanner } from "../../fuzz/run-seed.js";
import { createDraw } from "../../support/drawn.js";

const draw = createDraw("what stands where no secret does");
const scanner = fuzzScanner();
const rulesAt = (text: string, path = "src/a.ts"): string[] =>
  scanner
    .scan(memoryReader(Buffer.from(text)), path)
    .findings.filter(({ confidence }) => confidence !== "low")
    .map(({ ruleId }) => ruleId);

describe("isCodeName", () => {
  it.each([
    "IGRefreshAccessTokenForIGOnlyAPI",
    "GitlabV1FileListNode",
    "lte_rrc_csi_RS_ConfigZP_ApList_r15",
    "radiotap_s1g_ndp_paging_reserved_2m",
    "x2ap_PSCell_UE_HistoryInformation_PDU",
    "PushbulletOAuth2Api.credentials",
  ])("%s is one", (name) => {
    expect(isCodeName(name)).toBe(true);
  });

  it("knows the provider's name within a name, which no key has", () => {
    expect(isCodeName("sentinelxV1Xq9Zt2", 0, ["sentinelx"])).toBe(true);
    expect(isCodeName("Vb7V1Xq9Zt2mK0pLr", 0, ["sentinelx"])).toBe(false);
  });

  it("does not take a rule's own prefix for words", () => {
    const key = `secret_live_${draw.bytes(16).toString("hex")}`;
    expect(isCodeName(key, "secret_live_".length)).toBe(false);
  });

  test.each([16, 20, 24, 32, 40])("of a thousand random values of %i characters it takes none or one", (length) => {
    const taken = Array.from({ length: 1000 }, () => draw.bytes(length).toString("base64url").slice(0, length)).filter((key) =>
      isCodeName(key),
    );
    expect(taken.length).toBeLessThanOrEqual(1);
  });
});

describe("places of values that are no keys", () => {
  const hex = draw.bytes(16).toString("hex");
  const uuid = "71733b74-260f-4d0d-8f18-f37dcfa56d6f";

  it.each([
    [`splunk: SplunkV1UserGetAllNode | SplunkV1UserCreateNode`, "src/a.ts"],
    ["static int hf_lte_rrc_csi_RS_ConfigZP_ApList_r15 = -1;", "src/a.c"],
    ["  { &hf_gprscdr_cPCIoTEPSOptimisationIndicator, ASN1_OPTIONAL },", "src/a.c"],
    ["csapi_IpAgent_setAccessControl_authToken = get_CDR_ulong(tvb, offset);", "src/a.c"],
    [`<a href="https://qcloudimg.tencent-cloud.cn/raw/${hex}.png">`, "doc/a.md"],
    [`"__meta_scaleway_instance_id": "${uuid}",`, "src/a.go"],
    ["QMAKE build_pass:armeabi-v7a {", "mkspecs/a.prf"],
    [`https://circleci.com/gh/a/b.svg?style=shield&circle-token=${hex}01234567`, "README.md"],
    [`"https://x.myshopify.com/v1/passes/pass.com.shopify.gift/${hex}/"`, "a.json"],
    ['PT: "Portugal", PW: "Palau", PY: "Paraguay"', "src/a.js"],
    ["('auth', '0011_update_proxy_permissions'),", "migrations/0012_a.py"],
    ["-object secret,id=masterKey0,format=raw,file=/tmp/lib/domain--1-QEMUGuest1/master-key.aes", "tests/azure.args"],
    ['} {1 {unrecognized token: "123.4e5ghi"}}', "test/misc5.test"],
    ["ipass\t2549/tcp\t0.000000", "services"],
    ["<key>r4xkCv-MQhr-WKIT-R66x-Epn2-e8hG-1Z5gY0</key>", "a.xml"],
    ["- Bearer Management", "dist/changes-4.7.2"],
    ["Only valid for JWT Profile pools and BEARER securitySchemes.", "oci/a.py"],
    ["required_arguments = ['privateAccessChannelKey', 'analyticsInstanceId']", "oci/a.py"],
    ['{ "Keys": [ "eglfs_kms_vsp2" ] }', "plugins/a.json"],
    ['<property name="maven-deps-done-mima" value="true"/>', "build.xml"],
    ['if (!strcmp(token, "mqttv311")) {', "src/conf.c"],
    [`apiKey: "${hex}", indexName: "docs", inputSelector: "#search"`, "site/a.js"],
    ["$icon-code-ReturnKey: '\\E751';", "dist/a.scss"],
    ["'wallet_secret': 'SensitiveAttribute',\n'wallet_size': 'int',", "models/a.py"],
  ])("%s", (text, path) => {
    expect(rulesAt(`${text}\n`, path)).toEqual([]);
  });

  it("keeps the same shapes where a key stands", () => {
    expect(rulesAt(`scaleway_secret_key = "${uuid}"\n`, "a.tf")).toHaveLength(1);
    expect(rulesAt(`tencent_secret_key: "${["A", "B"].join("x")}${draw.bytes(15).toString("hex")}"\n`, "a.yml")).toHaveLength(1);
    expect(
      rulesAt(`curl -H 'Authorization: Bearer ${draw.bytes(24).toString("base64url")}' https://a.example.org\n`, "a.sh"),
    ).toHaveLength(1);
    expect(rulesAt(`数据库密码：Kx9${draw.bytes(6).toString("hex")}\n`, "a.md")).toHaveLength(1);
    expect(rulesAt("视频编码：h264x265aac\n错误码：MetaLakeNotFound\n", "a.md")).toEqual([]);
  });
});
