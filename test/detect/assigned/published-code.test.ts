/** What published libraries are full of and is no secret: keys of elements, types, texts, messages, digests; and secrets beside them. */

import { describe, expect, it } from "vitest";
import { detectText } from "../pack/detect-text.js";

const hex40 = ["84d820a19d9074f9c8bc", "61ccba1ca40062a60b73"].join("");
const human = ["Tr4verse", "Mole!9"].join("");
const hex64 = ["9f86d081884c7d659a2f", "eaa0c55ad015a3bf4f1b", "2b0b822cd15d6c15b0f00a08"].join("");
const found = (text: string, path: string): readonly string[] =>
  detectText(Buffer.from(`${text}\n`).toString("latin1"), path)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ ruleId }) => ruleId);

describe("values of published code that are no secrets", () => {
  it.each([
    [`return h("slot", { key: "${hex40}" });`, "a.js"],
    [`a(o,{key:"${hex40}",class:n})`, "a.min.js"],
    [`React.createElement("div", { key: "${hex40}", className: "x" })`, "a.js"],
    ["@returns {Promise<{publicKey: Uint8Array, sharedKey: Uint8Array}>}", "a.mjs"],
    [" * @returns {Promise<{secretKey: Uint8Array, sharedKey: Uint8Array}>}", "a.mjs"],
    [`"password": "${["L\\u00f6sen", "ord"].join("")}",`, "translations/sv.json"],
    [`"s2_access_control_key": "${["S2 prieigos", "valdymo raktas"].join(" ")}",`, "translations/lt.json"],
    ['translation_key="winddirection_3d",', "sensor.py"],
    ['ratingFail:"Deficiente",ratingPass:"Bueno",save:"Guardar"', "flow.js"],
    ["throw new InvalidToken('failed x5t#S256 verification');", "a.js"],
    ['[defaults objectForKey:@"RCTI18nUtil_allowRTL"];', "a.m"],
    ["secretNamePattern = '[A-Za-z][A-Za-z0-9_]*';", "a.js"],
    ["if test x$eap_reauth = xtrue; then", "configure"],
    ["auth = eap-ttls", "swanctl.conf"],
    ['input[type="password"]:focus,', "a.css"],
    [`hashMap.set('bitbucket-pipelines','${hex64}');`, "a.js"],
    [`idempotencyKey: "${hex40.slice(0, 32)}",`, "a.ts"],
    ["tpmkey:uuid=42309df8-d101-11e1-a89a-97bb33c23ad1;storage=user", "a.txt"],
    ['"AWS_SECRET_ACCESS_KEY": os.environ.get("AWS_SECRET_ACCESS_KEY"),\n"AWS_ACCESS_KEY_ID": os.environ.get("X")', "a.py"],
    ["INVALID_PASSWORD: '390100',", "a.js"],
    ["page = create_page('secret', 'nav_playground.html', 'en')", "a.py"],
    ['bindKey: bindKey("Ctrl+F3", "F3"),', "ace.js"],
    ["const LOOKUP_KEY = '(?:[@$]{0,2})[_a-zA-Z0-9-]*';", "less.js"],
    ["//         [ATTR_TOKEN]: cacheStyle.value[1],", "antd.js"],
    ["Server=a;Database=b;User Id=username;Password=password;Encrypt=true", "README.md"],
    ["github.com/Azure/go-autorest/autorest/azure/auth v0.5.8 h1:TzPg6B6fTZ0G1zBf3T54aI7p3cAT6u//TOXGPmFMOXg=", "go.sum"],
    ["4pWb 84474\n4pWd 84475", "cache"],
    ['token = "placeholder"', "a.py"],
    ["const apiKey = process.env.HUBSPOT_API_KEY || 'demo';", "a.js"],
    ["accessToken: process.env.ACCESS_TOKEN || 'some-fake-token',", "a.js"],
    ['token = os.getenv("INFLUXDB_V2_TOKEN", "my-token")', "a.py"],
    ['ftpClient.login("anonymous", "testing@apache.org");', "a.java"],
    ["https://f.example/o/a.png?alt=media&token=29feb550-f0bc-467d-a290-f700701d7d15", "README.md"],
    [`if (strcmp(r, "rspauth=${hex40.slice(0, 32)}") != 0)`, "a.c"],
    ["derived_secret = b'AWS4' + secret", "a.py"],
    [`.net_nonce = "00030000080000000000000000",\n.enc_key = "${hex40.slice(0, 32)}",`, "a.c"],
    ["/usr/sbin/useradd -p 0aXKZztA.d1KY  someone", "a.sh"],
    [`INSERT INTO users (id, name, password) VALUES (1, 'bob', '${hex40}');`, "a.sql"],
    ['.key = "12345 hihihi",', "a.c"],
    ["sanitized_key = preg_replace( '/[^a-z0-9_]/', '', $meta_key );", "a.php"],
    ['"geheim": [ "Adj(attr,stell,verv_neut)" ],', "lexicon.json"],
    ["'trusted_keys' => 'fRPyrxb/MvVLbdsYi+OOEv4xc+Eqpsj+kkAS6gNOkI0=',", "a.php"],
    [`"statistic": "Sum", "dedupKey": "${hex64}"`, "db.json"],
    ['keyring.set_password("spyder_remote_kernel", user, password)', "a.py"],
    ['fmt_pass = self.helper("_format_explanation", msg)', "a.py"],
    [".br\nSenha criptografada.", "man/pt_BR/shadow.5"],
    ["hesap:parola:UID:GID:GECOS:dizin:kabuk", "passwd.5"],
    ["userPassword:: e1NIQX1mRXFOQ2NvM1lxOWg1WlVnbEQzQ1pKVDRsQnM9", "a.ldif"],
    ['"input_cost_per_token": 2e-06,', "prices.json"],
    ["enableMdpEnabled: '?boolean',", "schema.ts"],
    ["CLIENT_KEY: JIRA-5695", "a.yml"],
    ['@FailureExpected(jiraKey = "HHH-5695")', "A.java"],
    ['hederaToken("ca62d9eb-be67-4d63-b3b6-319d7182f691", "hbar:usdc", "USD Coin", 6)', "a.js"],
    ['currentPass: "offscreen",', "painter.ts"],
    ['runCmdPassThrough("wsl", "--import", dist)', "a.go"],
    ["const skiptoken = 'eyJCbG9iTmFtZURhdGVUaW1lIjoiXC9EYXRlKDE1MTIyODg4MTIwMTAp';", "a.js"],
    ["auth_methods=['v3password', 'v3totp'],", "a.py"],
    ['i18n_key: str | None = "i18n",', "a.py"],
    ["        --ftp-password=HESLO        nastav\u00ed heslo", "a.txt"],
    ["como contrase\u00f1as: vea la ayuda y las opciones", "a.adoc"],
    ['(formato: "chiave1:valore1,chiave2:valore2")', "a.adoc"],
    ["    key: 'temp.battery[batteryTemperature.0]'", "template.yaml"],
    ["  key: external.sensor2.discovery", "template.yaml"],
    ['"AWS::Location::APIKey": "4089715a7b0b3686",', "regions.json"],
    ["const name = type === 'password' ? 'newPassword' : 'verificationCode';", "a.js"],
    ["hmac.new(key, b'another etag', hashlib.sha256)", "a.py"],
    ['[{"key": "zambia"}, {"key": "zimbabwe"}, {"key": "kyrgyzstan"}]', "flags.json"],
    ['llvm.set_option("test", "-debug-pass=Structure")', "a.py"],
    ["verbatim_pwd = pflag = 1;", "a.c"],
    ["see https://github.com/a/b/blob/0facdebf6208139cbd8f3586875acb378813dd97/src/peft/tuners/lora/layer.py", "a.py"],
    ['"pwd": "IPython.core.magics.osm:OSMagics",', "a.py"],
    ['msgstr "ESP-Verschl\u00fcsselung: 0x%02x (%s)"', "de.po"],
    ['{"mdp", "application/octet-stream"},', "a.lua"],
    [`d="m0-224H664V632h176v160z m0-224H664V408h176v160zM904 160H120c-4.4 0-8 3.6"`, "index.js"],
  ])("%s", (text, path) => {
    expect(found(text, path)).toEqual([]);
  });

  it("knows development keys that everyone has, by hash, in any layout", () => {
    const account = ["ac0974bec39a17e36ba4a6b4d238ff94", "4bacb478cbed5efcae784d7bf4f2ff80"].join("");
    expect(found(`const privateKey = "0x${account}";`, "a.js")).toEqual([]);
    const body = ["MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK", "1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"].join("");
    const armour = (kind: string): string => `-----${kind} PRIVATE ${"KEY"}-----`;
    expect(found(`${armour("BEGIN")}\n${body}\n${armour("END")}`, "a.txt")).toEqual([]);
    expect(found(JSON.stringify({ key: `${armour("BEGIN")}\n${body}\n${armour("END")}\n` }), "a.json")).toEqual([]);
  });
});

describe("secrets that resemble them", () => {
  it.each([
    [`const config = { apiKey: "${hex40}" };`, "a.js"],
    [`createClient("https://a.example.org", { secretKey: "${hex40}" });`, "a.js"],
    ['"password": "L0senord!7",', "config/sv.json"],
    [`const key = process.env.JWT_SECRET || "${["demo", "secret"].join("-")}";`, "a.js"],
    [`INSERT INTO users (id, name, password) VALUES (1, 'bob', '${human}');`, "a.sql"],
    [`login("anonymouse", "${human}")`, "a.py"],
    [`管理员密码：${human}`, "a.md"],
    [`contraseña: ${human}`, "notas.txt"],
    [`signing_secret = "${hex64}"`, "a.py"],
    ['api_key = os.environ.get("API_KEY", "q7Hs92LmZxT04vBn")', "a.py"],
    ["DB_PASSWORD='9423432536'", "a.sh"],
  ])("%s", (text, path) => {
    expect(found(text, path)).toHaveLength(1);
  });
});

describe("what the reader has to fill in", () => {
  it.each(["usage: tool --token abc1234_<your-token>", "token = glx1234-<the-rest-of-it>"])("%s", (text) => {
    expect(found(`${text}\n`, "a.txt")).toEqual([]);
  });

  it("is not what HTML goes on with", () => {
    expect(found("password: Qm4rTz81xk<br>\n", "a.html")).toHaveLength(1);
  });
});
