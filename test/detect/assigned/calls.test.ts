/** Calls that take a password or a key by its place, in some twenty languages. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const V = ["kD7", "Sommer9x"].join("_");
const secrets = (text: string, path: string): readonly string[] => detectText(`${text}\n`, path).map(({ secret }) => secret);

describe("a password is found in the call", () => {
  test.each([
    ["a.java", `Client c = new FooClient("svc_app", "${V}");`],
    ["a.java", `given().auth().basic("svc", "${V}").get("/x");`],
    ["a.java", `MongoCredential.createCredential("app", "admin", "${V}".toCharArray());`],
    ["a.java", `keyStore.load(stream, "${V}".toCharArray());`],
    ["a.java", `new PBEKeySpec("${V}".toCharArray(), salt, 1000, 256);`],
    ["a.java", `Jwts.builder().signWith(SignatureAlgorithm.HS256, "${V}");`],
    ["a.cs", `var c = new NetworkCredential("svc", "${V}", "CORP");`],
    ["a.cs", `await client.AuthenticateAsync("svc@corp.test", "${V}");`],
    ["a.cs", `new PasswordConnectionInfo("10.0.0.4", "root", "${V}");`],
    ["a.cs", `var cred = new ClientSecretCredential(tenant, client, "${V}");`],
    ["a.cs", `var cert = new X509Certificate2("a.pfx", "${V}");`],
    ["a.cs", `new HttpBasicAuthenticator("svc", "${V}");`],
    ["a.py", `ftp = FTP("ftp.corp.test", "svc", "${V}")`],
    ["a.py", `ssh.connect("10.0.0.4", 22, "root", "${V}")`],
    ["a.py", `db = MySQLdb.connect("localhost", "app", "${V}", "shop")`],
    ["a.py", `client.username_pw_set("svc", "${V}")`],
    ["a.py", `creds = pika.PlainCredentials("svc", "${V}")`],
    ["a.py", `conn = cx_Oracle.connect("scott", "${V}", "db/XE")`],
    ["a.py", `jwt.encode(payload, "${V}", algorithm="HS256")`],
    ["a.py", `hmac.new(b"${V}", msg, hashlib.sha256)`],
    ["a.js", `const c = new Client(url, "svc", "${V}");`],
    ["a.js", `const s = new Sequelize("app", "root", "${V}", { dialect: "mysql" });`],
    ["a.js", `jwt.sign(payload, "${V}");`],
    ["a.js", `app.use(cookieParser("${V}"));`],
    ["a.js", `crypto.createHmac("sha256", "${V}");`],
    ["a.js", `crypto.createCipheriv("aes-256-cbc", "${V}", iv);`],
    ["a.js", `await page.fill('input[name="password"]', '${V}');`],
    ["a.js", `cy.get("#password").type("${V}");`],
    ["a.js", `await session.login("svc", "${V.slice(0, 6)}" + "${V.slice(6)}");`],
    ["a.php", `<?php $db = new mysqli("localhost", "root", "${V}", "shop");`],
    ["a.php", `<?php ftp_login($c, "svc", "${V}");`],
    ["a.php", `<?php ssh2_auth_password($c, 'svc', '${V}');`],
    ["a.php", `<?php ldap_bind($l, "cn=admin,dc=x", "${V}");`],
    ["a.php", `<?php imap_open("{mail.corp.test:993}INBOX", "svc", "${V}");`],
    ["a.go", `auth := smtp.PlainAuth("", "svc@corp.test", "${V}", "smtp.corp.test")`],
    ["a.go", `d := gomail.NewDialer("smtp.corp.test", 587, "svc", "${V}")`],
    ["a.go", `store := sessions.NewCookieStore([]byte("${V}"))`],
    ["a.go", `l.Bind("cn=admin,dc=x", "${V}")`],
    ["a.go", `c := hmac.New(sha256.New, []byte("${V}"))`],
    ["a.rb", `conn.authenticate("svc", "${V}")`],
    ["a.rb", `smtp.start("corp.test", "svc", "${V}", :login)`],
    ["a.rs", `client.get(url).basic_auth("svc", Some("${V}"))`],
    ["a.rs", `let creds = Credentials::new("svc".to_string(), "${V}".to_string());`],
    ["a.scala", `val s = Database.forURL(url, "app", "${V}")`],
    ["a.scala", `credentials += Credentials("Nexus", "nexus.corp.test", "svc", "${V}")`],
    ["a.swift", `app.secureTextFields["Password"].typeText("${V}")`],
    ["a.pl", `my $dbh = DBI->connect($dsn, "app", "${V}");`],
    ["a.lua", `conn = env:connect("shop", "root", "${V}", "localhost")`],
    ["a.r", `GET(url, authenticate("svc", "${V}"))`],
    ["a.erl", `ok = eldap:simple_bind(H, "cn=admin", "${V}").`],
    ["a.groovy", `sql = Sql.newInstance(url, "app", "${V}", driver)`],
    ["a.c", `mysql_real_connect(conn, "localhost", "root", "${V}", "shop", 0, NULL, 0);`],
    ["a.ino", `WiFi.begin("HomeNet", "${V}");`],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path).some((secret) => secret.replace(/" \+ "/, "") === V)).toBe(true);
  });
});

describe("nothing is found at medium or higher", () => {
  test.each([
    ["a.js", 'connect("host", "port", "path"); new Foo("name", "description");'],
    ["a.js", 'new Client("app", "production"); new HttpClient("GET", "application/json");'],
    ["a.js", 'client.send("topic", "message"); button.bind("click", "handler"); input.type("some text");'],
    ["a.js", "jwt.sign(payload, key); jwt.verify(token, secret, options); crypto.createHmac('sha256', key);"],
    ["a.java", 'new HttpClient("https://api.corp.test/v1", "eu-central-1"); new UserClient("bob", "Builder");'],
    ["a.java", 'session.connect("localhost", "8080"); name.toCharArray(); "".toCharArray();'],
    ["a.go", 'client := NewClient("svc", "v1.2.3"); s := NewClient("topic", "utf-8")'],
    ["a.py", 'client = Client("svc", "10.0.0.4:8080"); ftp = FTP("ftp.corp.test"); hmac.new(key, msg)'],
  ])("%s: %s", (path, text) => {
    expect(detectText(`${text}\n`, path).filter(({ confidence }) => confidence !== "low")).toEqual([]);
  });
});
