import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawCandidate } from "../../../src/detect/assigned/draw.js";
import { fileKind } from "../../../src/detect/assigned/file-kind.js";
import { ASSIGNED_WORDS } from "../../../src/detect/assigned/words.js";

/** The literals that are drawn from a text, in order. */
function drawn(text: string, path: string): string[] {
  const bytes = Buffer.from(text);
  const lower = bytes.toString("latin1").toLowerCase();
  const found = new Map<number, string>();
  ASSIGNED_WORDS.forEach((word, index) => {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      const candidate = drawCandidate({ bytes, start: 0, end: bytes.length }, at, index, fileKind(path));
      if (candidate !== undefined)
        found.set(candidate.valueStart, bytes.subarray(candidate.valueStart, candidate.valueEnd).toString());
    }
  });
  return [...found].sort((a, b) => a[0] - b[0]).map(([, value]) => value);
}

const V = "kD7_Sommer9";

describe("a literal is found behind its name", () => {
  test.each([
    ["a.js", `const dbPassword = "${V}";`],
    ["a.js", `const DB_PASSWORD =\n  '${V}';`],
    ["a.ts", `const config: Config = { user: "x", password: '${V}' };`],
    ["a.ts", `private secret: string = "${V}";`],
    ["a.js", `const secret = process.env.JWT_SECRET || "${V}";`],
    ["a.js", `const secret = process.env["JWT_SECRET"] ?? '${V}';`],
    ["a.js", `function login(user, password = "${V}") {}`],
    ["a.js", `this.client.setPassword("${V}");`],
    ["a.js", `const body = "{\\"password\\":\\"${V}\\"}";`],
    ["a.js", `// password: ${V}`],
    ["a.js", `login("svc", "${V}");`],
    ["a.js", `driver.connect("db.internal", "svc", "${V}");`],
    ["a.java", `DriverManager.getConnection(url, "svc", "${V}");`],
    ["a.java", `new PasswordAuthentication("svc", "${V}".toCharArray());`],
    ["a.java", `env.put(Context.SECURITY_CREDENTIALS, "${V}");`],
    ["a.cs", `new NetworkCredential("svc", "${V}")`],
    ["a.cs", `public string Password { get; set; } = "${V}";`],
    ["a.cs", `var key = Encoding.UTF8.GetBytes("${V}");`],
    ["a.go", `req.SetBasicAuth("svc", "${V}")`],
    ["a.go", `sql.Open("mysql", "svc:${V}@tcp(db:3306)/app")`],
    ["a.java", `String url = "jdbc:oracle:thin:svc/${V}@db:1521:x";`],
    ["a.py", `requests.get(url, auth=HTTPBasicAuth("svc", "${V}"))`],
    ["a.py", `requests.get(url, auth=("svc", "${V}"))`],
    ["a.py", `User.objects.create_user("bob", "bob@corp.test", "${V}")`],
    ["a.py", `password = ("${V}"\n            "")`],
    ["a.py", `PASSWORDS = ["${V}", other]`],
    ["a.php", `$db = new PDO($dsn, 'svc', '${V}');`],
    ["a.php", `curl_setopt($c, CURLOPT_USERPWD, '${V}');`],
    ["a.rb", `http.basic_auth 'svc', '${V}'`],
    ["a.rb", `set :password, "${V}"`],
    ["a.rb", `let(:password) { '${V}' }`],
    ["a.rb", `password = ENV.fetch('DB_PASSWORD') { '${V}' }`],
    ["a.rb", `fill_in 'Password', with: '${V}'`],
    ["a.gradle", `buildConfigField "String", "API_KEY", "\\"${V}\\""`],
    ["a.lua", `local password = [[${V}]]`],
    ["a.tf", `variable "db_password" {\n  default = "${V}"\n}`],
    ["a.yml", `password: |\n  ${V}\nuser: x`],
    ["a.yml", `api_token: >-\n  ${V}\n`],
    ["a.properties", `jasypt.password=\${OTHER:${V}}`],
    ["a.sh", `export DB_PASSWORD="\${DB_PASSWORD:=${V}}"`],
    ["a.sh", `echo "svc:${V}" | chpasswd\n`],
    ["Makefile", `API_TOKEN ::= ${V}`],
    ["Makefile", `PASSWORD := ${V}`],
    ["a.md", `| password | ${V} |`],
    ["a.md", `The default password is \`${V}\`.`],
    ["a.md", `* **API Key:** ${V}`],
    ["a.xml", `<property name="password"><value>${V}</value></property>`],
    ["a.py", `PASSWORD = b"${V}"`],
    ["a.py", `password = os.environ.get("DB_PASSWORD", "${V}")`],
    ["a.py", `os.environ.setdefault("DB_PASSWORD", "${V}")`],
    ["a.py", `connect(user="a", password="${V}")`],
    ["a.py", `password = SecretStr("${V}")`],
    ["a.py", `secret = """${V}"""`],
    ["a.java", `private static final String PASSWORD = "${V}";`],
    ["a.java", `props.put("db.password", "${V}");`],
    ["a.java", `@Value("\${db.password:${V}}")`],
    ["a.java", `if (password.equals("${V}")) {`],
    ["a.go", `password := "${V}"`],
    ["a.go", `const password string = "${V}"`],
    ["a.go", `var secret = []byte("${V}")`],
    ["a.rs", `const PASSWORD: &str = "${V}";`],
    ["a.cs", `var password = @"${V}";`],
    ["a.cs", `var c = "Server=db;User=sa;Password=${V};Pooling=true";`],
    ["a.vb", `Dim password As String = "${V}"`],
    ["a.c", `#define DB_PASSWORD "${V}"`],
    ["a.c", `#define API_KEY "${V}"`],
    ["a.c", `static char password[32] = "${V}";`],
    ["a.c", `return strcmp(password, "${V}") == 0;`],
    ["a.rb", `password: '${V}', host: 'x'`],
    ["a.rb", `:password => '${V}'`],
    ["a.rb", `password = ENV.fetch('DB_PASSWORD', '${V}')`],
    ["a.php", `define('DB_PASSWORD', '${V}');`],
    ["a.php", `'password' => '${V}',`],
    ["a.erl", `{password, "${V}"}`],
    ["a.r", `password <- "${V}"`],
    ["a.kt", `val password: String = "${V}"`],
    ["a.sh", `export DB_PASSWORD=${V}`],
    ["a.sh", `DB_PASSWORD="\${DB_PASSWORD:-${V}}"`],
    ["a.sh", `sshpass -p '${V}' ssh host`],
    ["a.sh", `mysql -u root -p${V} app`],
    ["a.sh", `curl -u svc:${V} https://host/`],
    ["a.sh", `docker run -e POSTGRES_PASSWORD=${V} -d postgres`],
    ["a.sh", `./deploy --password ${V}`],
    ["a.sql", `CREATE USER 'a'@'%' IDENTIFIED BY '${V}';`],
    ["a.sql", `CREATE USER a WITH PASSWORD '${V}';`],
    ["a.yml", `password: ${V} # staging`],
    ["a.yml", `- DB_PASSWORD=${V}`],
    ["a.yml", `- name: DB_PASSWORD\n  value: "${V}"`],
    [".env", `DB_PASSWORD=${V}`],
    ["a.properties", `spring.datasource.password = ${V}`],
    ["a.ini", `; password=${V}`],
    ["a.xml", `<password>${V}</password>`],
    ["a.xml", `<db user="a" password="${V}"/>`],
    ["a.xml", `<add key="Password" value="${V}" />`],
    ["a.xml", `<entry key="db.password">${V}</entry>`],
    ["a.json", `{"name": "DB_PASSWORD", "value": "${V}"}`],
    ["a.md", `- **Password**: ${V}`],
    ["a.md", `postgres://svc:${V}@db.internal:5432/app`],
    ["Dockerfile", `ENV DB_PASSWORD ${V}`],
    ["a.ps1", `$p = ConvertTo-SecureString '${V}' -AsPlainText`],
    ["a.yml", `motDePasse: ${V}`],
    ["a.yml", `contraseña: ${V}`],
    ["a.yml", `senha: ${V}`],
    ["a.yml", `kennwort: ${V}`],
    ["a.yml", `wachtwoord: ${V}`],
    ["a.http", `Authorization: Bearer ${V}x`],
  ])("%s: %s", (path, text) => {
    const values = drawn(text, path);
    expect(values.some((value) => value.startsWith(V))).toBe(true);
  });
});

describe("code is no literal", () => {
  test.each([
    ["a.js", "password = getPassword();"],
    ["a.js", "const token = user.token;"],
    ["a.js", "{ password: password, token: token }"],
    ["a.js", "if (password === confirmation) {"],
    ["a.js", "test(`works`, (t) => { t.pass('it works'); });"],
    ["a.js", "const author = 'Jane Doe';"],
    ["a.js", "keyboard.on('keypress', handler)"],
    ["a.js", `["api_key", "user", "password", "host"]`],
    ["a.ts", "interface A { password: string; token?: string }"],
    ["a.py", "def login(self, password=None):"],
    ["a.py", "password: str = None"],
    ["a.java", "String password = config.getPassword();"],
    ["a.yml", `password: \${DB_PASSWORD}`],
    ["a.yml", "password: {{ vault_password }}"],
    ["a.sh", 'test "$password" = other'],
    ["a.sh", "PASSWORD=$(cat /run/secrets/db)"],
    ["a.sql", "-- sessions are identified by their key"],
    ["a.md", "Use the key 'module' instead."],
    ["a.js", "store.connect(mapState, mapDispatch, options)"],
    ["a.js", "login(user, password)"],
    ["a.sh", 'if test "$linkmode,$pass" = "lib,dlopen"; then'],
    ["a.sh", "fi # $pass = dlopen"],
    ["a.tex", "\\font\\keysy=cmsy9"],
    ["a.txt", 'cscope_connection(3, "out", "local")'],
    ["a.yml", "password: |\n  two lines\n  of text\n"],
    ["a.md", "| password | required | string |".replace("required", "the user's")],
    ["a.md", "| `acme-api-key` | Blynk | critical |"],
    ["a.md", "The password is required."],
    ["a.cs", "public string Password { get; set; }"],
    ["a.tf", 'variable "db_password" {\n  sensitive = true\n}'],
    ["a.py", "warn('Pass engine=\"openpyxl\" instead')"],
    ["a.md", "must have type 'TOKEN' or 'REQUEST'"],
    ["a.py", "DO_API_KEY=parser.get('default', 'key'),"],
    ["a.py", `("password", "73616c74", 20, SHA1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),`],
    ["a.c", "*credentials = cupsArrayNew(NULL, NULL);"],
    ["a.ps", "nGg3Dd+pW:Z0DiVVV3"],
    ["a.js", 'this.renderPass = "opaque";'],
    ["a.sql", "-- grant full control to a user identified by email addresses"],
    ["a.md", "https://example.com/user:name/path"],
  ])("%s: %s", (path, text) => {
    expect(drawn(text, path)).toEqual([]);
  });
});

describe("any text", () => {
  test("gives spans inside the window and no error", () => {
    const piece = fc.constantFrom(
      "password",
      "key",
      "://",
      "=",
      ":",
      '"',
      "'",
      "\\",
      "\n",
      " ",
      "(",
      "{",
      "$",
      "<",
      ">",
      "or",
      "||",
      ",",
      "value",
      "x1",
      "@",
      "identified by",
      "basic ",
      "-u ",
      " -p",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom("a.js", "a.yml", "a.md"), (pieces, path) => {
        const text = pieces.join("");
        for (const value of drawn(text, path)) expect(text).toContain(value);
      }),
      { numRuns: 500 },
    );
  });
});
