/** Lines of configuration with a grammar of their own, tables with a line of headings, elements of XML beside each other. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const V = ["kD7", "Sommer9x"].join("_");
const secrets = (text: string, path: string): readonly string[] => detectText(`${text}\n`, path).map(({ secret }) => secret);

describe("a password is found", () => {
  test.each([
    ["ks.cfg", `rootpw ${V}`],
    ["ks.cfg", `rootpw --plaintext ${V}`],
    ["slapd.conf", `bindpw ${V}`],
    ["preseed.cfg", `d-i passwd/root-password password ${V}`],
    ["user-data.yml", `chpasswd:\n  list: |\n    root:${V}\n    bob:x`],
    ["router.cfg", `enable secret 0 ${V}`],
    ["router.cfg", `enable password ${V}`],
    ["router.cfg", `username bob privilege 15 password 0 ${V}`],
    ["router.cfg", `username bob secret ${V}`],
    ["router.cfg", `snmp-server community ${V} RO`],
    ["router.cfg", ` key-string ${V}`],
    ["router.cfg", `crypto isakmp key ${V} address 10.0.0.1`],
    ["router.cfg", `radius-server host 10.0.0.1 key ${V}`],
    ["router.cfg", ` neighbor 10.0.0.1 password ${V}`],
    ["router.cfg", ` ip ospf message-digest-key 1 md5 ${V}`],
    ["juniper.conf", `set system root-authentication plain-text-password-value "${V}"`],
    ["snmpd.conf", `rocommunity ${V} 10.0.0.0/8`],
    ["snmpd.conf", `createUser bob SHA "${V}" AES`],
    ["sip.conf", `register => 100:${V}@sip.corp.test/100`],
    ["ipsec.secrets", `bob : EAP "${V}"`],
    ["redis.conf", `user bob on >${V} ~* +@all`],
    ["a.sql", `EXEC sp_addlogin 'bob', '${V}';`],
    [".pgpass", `db.corp.test:5432:shop:app:${V}`],
    ["login.robot", `\${PASSWORD}    ${V}`],
    ["login.robot", `    Input Password    id=password    ${V}`],
    ["login.feature", `    And I fill in "Password" with "${V}"`],
    ["login.feature", `    | username | password |\n    | bob | ${V} |`],
    ["users.csv", `username,password,email\nbob,${V},bob@corp.test`],
    ["users.csv", `User name,Password,Access key ID\r\nbob,"${V}",x`],
    ["a.md", `| User | Password |\n| --- | --- |\n| bob | \`${V}\` |`],
    ["a.sql", `COPY users (id, name, password) FROM stdin;\n1\tbob\t${V}`],
    ["config.xml", `<p><name>DB_PASSWORD</name><defaultValue>${V}</defaultValue></p>`],
    ["web.xml", `<env-entry-name>dbPassword</env-entry-name>\n<env-entry-value>${V}</env-entry-value>`],
    ["web.xml", `<param-name>apiSecret</param-name><param-value>${V}</param-value>`],
    ["Info.plist", `<key>Password</key>\n<string>${V}</string>`],
    ["httpd.conf", `SetEnv DB_PASSWORD ${V}`],
    ["a.json", `{"db": {"pw": "${V}"}}`],
    ["a.php", `<?php curl_setopt($c, CURLOPT_USERPWD, "svc:${V}");`],
    ["a.sh", `echo '${V}' | sudo -S apt update`],
    ["a.sh", `echo "${V}" | docker login -u svc --password-stdin r.corp.test`],
    ["a.sh", `echo ${V} | passwd --stdin bob`],
    ["a.sh", `openssl enc -aes-256-cbc -k ${V} -in a`],
    ["a.sh", `openssl rsa -passin pass:${V} -in k.pem`],
    ["a.sh", `lftp -u svc,${V} ftp.corp.test`],
    ["a.sh", `smbclient //srv/share -U 'bob%${V}'`],
    ["a.sh", `useradd -p ${V} bob`],
    ["a.sh", `zip -P ${V} a.zip b`],
    ["a.sh", `ipmitool -I lanplus -H h -U admin -P ${V} power on`],
    ["a.sh", `snmpwalk -v2c -c ${V} 10.0.0.1`],
    ["a.sh", `xfreerdp /u:bob /p:${V} /v:h`],
    ["a.ps1", `net user bob ${V} /add`],
    ["a.bat", `net use \\\\srv\\share /user:bob ${V}`],
    ["a.sh", `npm config set //registry.corp.test/:_authToken ${V}`],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toContain(V);
  });
});

describe("nothing is found", () => {
  test.each([
    ["ks.cfg", "rootpw --iscrypted $6$abcdefgh"],
    ["router.cfg", "snmp-server community public RO"],
    ["a.py", '# "snmp-server community comm5 ro list4"'],
    ["a.yml", "description: EAP identity."],
    ["a.sh", "openssl req -x509 -newkey rsa:2048 -keyout file1 -out file2"],
    ["a.sh", "echo $PASSWORD | sudo -S apt update"],
    ["a.sh", 'xfreerdp /u:bob /p:"$PW" /v:h; msbuild /p:Configuration=Release'],
    ["a.sh", "net user bob /delete; net use Z: /delete"],
    ["a.md", "| password | none | \n| sslmode | nodump |"],
    ["a.csv", "name,password_hash,secret_name\nbob,x,y"],
    ["a.py", 'x = [name,password,\n  module.params.get("tags"),]'],
    ["a.xml", `<name>DB_PASSWORD</name><value>$\{db.password}</value>`],
    ["a.robot", `$\{PASSWORD}    $\{OTHER}`],
    ["a.md", "Обратите внимание, что параметр должен быть включен ('debug timestamp = yes')."],
  ])("%s: %s", (path, text) => {
    const utf8 = Buffer.from(`${text}\n`, "utf8").toString("latin1");
    expect(detectText(utf8, path).filter(({ confidence }) => confidence !== "low")).toEqual([]);
  });
});

test.each([
  ["redis.conf", `requirepass ${V}`, "assigned-password"],
  ["users.ldif", `userPassword:: ${Buffer.from(V).toString("base64")}`, "assigned-password"],
  ["router.cfg", `enable secret 0 ${V}`, "assigned-secret"],
  ["router.cfg", `username bob privilege 15 password 0 ${V}`, "assigned-password"],
  [".pgpass", `db.corp.test:5432:shop:app:${V}`, "assigned-password"],
  ["a.sh", `echo '${V}' | sudo -S apt update`, "command-line-password"],
  ["a.sh", `smbclient //files/share -U bob%${V}`, "command-line-password"],
])("in %s: %s is %s", (path, text, ruleId) => {
  expect(detectText(`${text}\n`, path).map((found) => found.ruleId)).toEqual([ruleId]);
});
