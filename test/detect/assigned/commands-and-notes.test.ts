/** Commands that take a password by a flag or a place of their own, services' lines, and notes in which people tell one. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const V = ["kD7", "Sommer9x"].join("_");
const secrets = (text: string, path: string): readonly string[] => detectText(`${text}\n`, path).map(({ secret }) => secret);

describe("a password is found", () => {
  test.each([
    ["a.sh", `sqlcmd -S db.corp.test -U sa -P '${V}' -Q "SELECT 1"`],
    ["a.sh", `bcp shop.dbo.items out items.txt -S db -U sa -P ${V} -c`],
    ["a.sh", `aws ssm put-parameter --name /prod/db/password --type SecureString --value "${V}"`],
    ["a.sh", `useradd -m -p $(openssl passwd -1 ${V}) anna`],
    ["a.sh", `htpasswd -bc /etc/nginx/.htpasswd anna ${V}`],
    ["a.sh", `rabbitmqctl add_user app ${V}`],
    ["a.sh", `http -a anna:${V} GET https://api.corp.test/`],
    ["a.sh", `nmcli dev wifi connect CorpNet password ${V}`],
    ["a.sh", `wpa_passphrase CorpNet ${V}`],
    ["a.sh", `sqlplus scott/${V}@orcl`],
    ["a.sh", `kinit anna <<< "${V}"`],
    ["a.sh", `echo -e "${V}\\n${V}" | passwd anna`],
    ["a.sh", `mosquitto_pub -h mq -u dev -P ${V} -t a -m b`],
    ["a.sh", `mosquitto_passwd -b /etc/mosquitto/pw dev ${V}`],
    ["a.ps1", `schtasks /create /tn x /tr y /ru CORP\\adm /rp ${V}`],
    ["a.sh", `ssh-keygen -t rsa -N '${V}' -f id`],
    ["a.sh", `cryptsetup luksOpen /dev/sda2 c <<< '${V}'`],
    ["a.sh", `consul kv put app/db_password ${V}`],
    ["a.sh", `etcdctl --user root:${V} get x`],
    ["a.bicep", `param adminPassword string = '${V}'`],
    ["a.md", `Default credentials: \`admin\` / \`${V}\``],
    ["a.txt", `The root password is ${V}.`],
    ["haproxy.cfg", `  user anna insecure-password ${V}`],
    ["haproxy.cfg", `  stats auth anna:${V}`],
    ["proftpd.conf", `SQLConnectInfo shop@db app ${V}`],
    ["sasl_passwd", `[smtp.corp.test]:587 mailer@corp.test:${V}`],
    ["squid.conf", `cache_peer p.corp.test parent 3128 0 login=anna:${V}`],
    [".htpasswd", `anna:{PLAIN}${V}`],
    ["chap-secrets", `anna l2tpd ${V} *`],
    ["pap-secrets", `"anna" * "${V}"`],
    ["rabbitmq.config", `[{rabbit, [{default_pass, <<"${V}">>}]}].`],
    ["a.http", `Authorization: Basic anna:${V}`],
    ["a.java", `if ("${V}".equals(password)) {`],
    ["a.cbl", `       01 WS-PASSWORD PIC X(12) VALUE '${V}'.`],
    ["a.abap", `DATA lv_password TYPE string VALUE '${V}'.`],
    ["sssd.conf", `ldap_default_authtok = ${V}`],
    ["juniper.conf", `set snmp community ${V} authorization read-only`],
    ["a.sql", `CREATE DATABASE LINK remote CONNECT TO app IDENTIFIED BY "${V}" USING 'ORCL';`],
    ["a.py", `driver.find_element(By.ID, "password").send_keys("${V}")`],
    ["a.java", `driver.findElement(By.name("pass")).sendKeys("${V}");`],
    ["a.py", `generate_password_hash("${V}")`],
    ["a.txt", `Change the database password to ${V}.`],
    ["a.txt", `Your temporary password is: ${V}`],
    ["a.js", `// login with anna / ${V}`],
    ["a.java", `/* old password was ${V} */`],
    ["a.md", `Login: admin / ${V}`],
    ["a.txt", `router admin / ${V}`],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toContain(V);
  });
});

test("the secret of an Authorization header is what stands behind its scheme", () => {
  const sent = ["q8Zr2LxV7nWb5TkY9mJc", "4HfP3sGd6KvX"].join("");
  expect(secrets(`{"name": "Authorization", "value": "Bearer ${sent}"}`, "a.har")).toEqual([sent]);
});

test("a change from one password to another has two", () => {
  const next = ["Tr4verse", "Mole9"].join("-");
  expect(secrets(`fix: rotate the db password from ${V} to ${next}`, "commit.txt")).toEqual([V, next]);
});

test("the secret of a Basic header is its credentials", () => {
  const credentials = Buffer.from(`anna:${V}`).toString("base64");
  expect(secrets(`proxy_set_header Authorization "Basic ${credentials}";`, "nginx.conf")).toEqual([credentials]);
});

describe("nothing is found", () => {
  test.each([
    ["a.sh", "mysql -P 3306 -u root"],
    ["a.sh", 'sqlcmd -S db -U sa -P "$SA_PASSWORD"'],
    ["a.sh", 'htpasswd -b -B file user "$PASS"'],
    ["a.sh", "rabbitmqctl add_vhost prod1"],
    ["a.sh", "openssl passwd -6 -stdin"],
    ["a.sh", "sqlplus scott/$PW@orcl1"],
    ["a.sh", "sqlplus / as sysdba"],
    ["a.sh", "aws ssm put-parameter --name /prod/region --value eu-west-1"],
    ["haproxy.cfg", "  stats auth admin:$PASS"],
    ["a.sh", "mosquitto_pub -h mq -p 8883 -t a -m b2c3d4"],
    ["a.sh", "ssh-keygen -t rsa -N '' -f id_rsa2"],
    ["a.sh", "consul kv put app/region eu-west-1"],
    ["a.txt", "Move the password from base64 to bcrypt2."],
    ["a.java", 'if ("password".equals(fieldName)) {'],
    ["a.py", 'driver.find_element(By.ID, "username").send_keys("admin1")'],
    ["a.md", "Set the password to a strong value before 2024. The password was introduced in v1.2.3."],
    ["a.md", "Your password is: at least 8 characters. Log in with SSO / SAML2 providers."],
    ["a.txt", "Change the encoding of the password to base64, please. Login: see /login2"],
    ["a.txt", "admin / 2 users online, root / 20GB used"],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toEqual([]);
  });
});
