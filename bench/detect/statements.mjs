/**
 * How people write a credential in each language: a name, a value, a statement. `class` names the way for the report.
 */

const camel = (words) => words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join("");
const pascal = (words) => words.map((word) => word[0].toUpperCase() + word.slice(1)).join("");
const snake = (words) => words.join("_");
const kebab = (words) => words.join("-");
const upper = (words) => words.join("_").toUpperCase();
const dotted = (words) => words.join(".");

export const PASSWORD_NAMES = [
  ["password"],
  ["password"],
  ["password"],
  ["passwd"],
  ["pwd"],
  ["pass"],
  ["db", "password"],
  ["db", "pass"],
  ["database", "password"],
  ["admin", "password"],
  ["root", "password"],
  ["user", "password"],
  ["smtp", "password"],
  ["mail", "pass"],
  ["redis", "password"],
  ["mysql", "pwd"],
  ["postgres", "password"],
  ["ldap", "bind", "password"],
  ["default", "password"],
  ["keystore", "password"],
  ["ssh", "passphrase"],
  ["passphrase"],
  ["key", "passphrase"],
  ["login", "password"],
  ["test", "password"],
  ["ftp", "pass"],
  ["vpn", "password"],
  ["proxy", "password"],
  ["kennwort"],
  ["db", "passwort"],
  ["mot", "de", "passe"],
  ["mdp"],
  ["contrasena"],
  ["clave"],
  ["senha"],
  ["senha", "banco"],
  ["wachtwoord"],
  ["haslo"],
  ["parol"],
  ["mima"],
  ["new", "password"],
  ["old", "password"],
  ["valid", "password"],
  ["wrong", "password"],
  ["plain", "password"],
];
export const KEY_NAMES = [
  ["api", "key"],
  ["api", "key"],
  ["apikey"],
  ["secret"],
  ["secret", "key"],
  ["secret", "key"],
  ["jwt", "secret"],
  ["client", "secret"],
  ["app", "secret"],
  ["access", "token"],
  ["auth", "token"],
  ["token"],
  ["github", "token"],
  ["session", "secret"],
  ["cookie", "secret"],
  ["encryption", "key"],
  ["signing", "key"],
  ["private", "key"],
  ["access", "key"],
  ["secret", "access", "key"],
  ["consumer", "secret"],
  ["webhook", "secret"],
  ["oauth", "token"],
  ["refresh", "token"],
  ["bot", "token"],
  ["master", "key"],
  ["service", "token"],
  ["shared", "secret"],
  ["hmac", "key"],
  ["license", "key"],
  ["maps", "api", "key"],
];

const q = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;
const s = (value) => `'${value.replace(/['\\]/g, "\\$&")}'`;

const jsLike = {
  constant: (n, v) => `const ${camel(n)} = ${s(v)};`,
  "upper constant": (n, v) => `const ${upper(n)} = ${q(v)};`,
  "object key": (n, v) => `const options${n.length} = { host: "db.internal", user: "svc", ${camel(n)}: ${s(v)}, retries: 3 };`,
  "quoted key": (n, v) => `module.config = { ${q(snake(n))}: ${q(v)} };`,
  argument: (n, v) => `client.set${pascal(n)}(${s(v)});`,
  fallback: (n, v) => `const ${camel(n)} = process.env.${upper(n)} || ${s(v)};`,
  "default parameter": (n, v) => `function connect(user, ${camel(n)} = ${s(v)}) { return user; }`,
  header: (_n, v) => `const headers = { Authorization: "Bearer ${v.replace(/[^\w.-]/g, "x")}" };`,
  comment: (n, v) => `// ${camel(n)}: ${v.replaceAll(" ", "")}`,
  "multi-line": (n, v) => `const ${camel(n)} =\n  ${s(v)};`,
  property: (n, v) => `this.${camel(n)} = ${s(v)};`,
  concatenation: (_n, v) => `const dsn = "Server=db1;User Id=svc;Password=${v.replace(/[";\s]/g, "x")};Pooling=true";`,
  url: (_n, v) => `const url = "postgres://svc:${encodeURIComponent(v)}@db.internal:5432/app";`,
  "user and password": (_n, v) => `await session.login("svc", ${q(v)});`,
  connect: (_n, v) => `const c = driver.connect("db.internal", "svc", ${s(v)});`,
  "JSON in a string": (n, v) => `const body = '{"user":"svc","${camel(n)}":"${v.replace(/["'\\]/g, "x")}"}';`,
  list: (n, v) => `const ${camel(n)}s = [${s(v)}];`,
  template: (n, v) => `const ${camel(n)} = \`${v.replace(/[`$\\]/g, "x")}\`;`,
  "key of a header": (_n, v) => `headers: { "X-Api-Key": "${v.replace(/["\\]/g, "x")}" },`,
  compared: (n, v) => `if (${camel(n)} === ${s(v)}) return true;`,
};

const python = {
  constant: (n, v) => `${upper(n)} = ${q(v)}`,
  variable: (n, v) => `${snake(n)} = ${s(v)}`,
  "dictionary key": (n, v) => `settings = {'host': 'db', ${s(snake(n))}: ${s(v)}}`,
  argument: (n, v) => `connect(host="db", user="svc", ${snake(n)}=${q(v)})`,
  "positional argument": (n, v) => `os.environ.setdefault(${q(upper(n))}, ${q(v)})`,
  fallback: (n, v) => `${snake(n)} = os.environ.get(${s(upper(n))}, ${s(v)})`,
  "default parameter": (n, v) => `def connect(user, ${snake(n)}=${s(v)}): return user`,
  annotation: (n, v) => `${snake(n)}: str = ${q(v)}`,
  bytes: (n, v) => `${upper(n)} = b${q(v)}`,
  comment: (n, v) => `# ${snake(n)} = ${v.replaceAll(" ", "")}`,
  url: (_n, v) => `ENGINE = "mysql://svc:${encodeURIComponent(v)}@10.0.0.7/app"`,
  tuple: (_n, v) => `response = session.get(url, auth=("svc", ${q(v)}))`,
  "user and password": (_n, v) => `auth = HTTPBasicAuth("svc", ${s(v)})`,
  login: (_n, v) => `server.login("svc@corp.example", ${q(v)})`,
  connect: (_n, v) => `db = pymysql.connect("localhost", "svc", ${s(v)}, "app")`,
  "test client": (_n, v) => `self.client.login(username="bob", password=${q(v)})`,
  "split literal": (n, v) => `${snake(n)} = (${q(v)}\n    "")`,
  default: (n, v) => `parser.add_argument("--${kebab(n)}", default=${q(v)})`,
  compared: (n, v) => `assert ${snake(n)} == ${q(v)}`,
  "form data": (n, v) => `data = {'name': 'bob', ${s(snake(n))}: ${q(v)}}`,
};

const java = {
  constant: (n, v) => `    private static final String ${upper(n)} = ${q(v)};`,
  variable: (n, v) => `    String ${camel(n)} = ${q(v)};`,
  argument: (n, v) => `    config.set${pascal(n)}(${q(v)});`,
  property: (n, v) => `    props.put(${q(dotted(n))}, ${q(v)});`,
  annotation: (n, v) => `    @Value("\${${dotted(n)}:${v.replace(/["}\\]/g, "x")}}")`,
  url: (_n, v) => `    String url = "jdbc:mysql://svc:${encodeURIComponent(v)}@db:3306/app";`,
  "user and password": (_n, v) => `    new PasswordAuthentication("svc", ${q(v)}.toCharArray());`,
  connection: (_n, v) => `    DriverManager.getConnection(url, "svc", ${q(v)});`,
  builder: (n, v) => `        .${camel(n)}(${q(v)})`,
  equals: (n, v) => `    assertEquals(${q(v)}, user.get${pascal(n)}());\n    user.set${pascal(n)}(${q(v)});`,
  characters: (n, v) => `    char[] ${camel(n)} = ${q(v)}.toCharArray();`,
  "property of the system": (n, v) => `    System.setProperty("javax.${camel(n)}", ${q(v)});`,
  "connection string": (_n, v) => `    String c = "jdbc:sqlserver://db;user=svc;password=${v.replace(/[";\s]/g, "x")}";`,
};

const go = {
  constant: (n, v) => `const ${camel(n)} = ${q(v)}`,
  variable: (n, v) => `var ${camel(n)} string = ${q(v)}`,
  short: (n, v) => `\t${camel(n)} := ${q(v)}`,
  field: (n, v) => `\tcfg := Config{User: "svc", ${pascal(n)}: ${q(v)}}`,
  bytes: (n, v) => `\tvar ${camel(n)} = []byte(${q(v)})`,
  url: (_n, v) => `\tdsn := "postgres://svc:${encodeURIComponent(v)}@db/app"`,
  dsn: (_n, v) => `\tdb, err := sql.Open("mysql", "svc:${v.replace(/["\\@\s]/g, "x")}@tcp(db:3306)/app")`,
  "user and password": (_n, v) => `\treq.SetBasicAuth("svc", ${q(v)})`,
  environment: (n, v) => `\tos.Setenv("${upper(n)}", ${q(v)})`,
  flag: (n, v) => `\tflag.String("${kebab(n)}", ${q(v)}, "how to sign in")`,
  raw: (n, v) => `\t${camel(n)} := \`${v.replaceAll("`", "x")}\``,
  "keyed field": (n, v) => `\t\t${pascal(n)}: ${q(v)},`,
};

const ruby = {
  variable: (n, v) => `${snake(n)} = ${s(v)}`,
  symbol: (n, v) => `options = { :${snake(n)} => ${s(v)}, :retries => 3 }`,
  keyword: (n, v) => `connect(user: 'svc', ${snake(n)}: ${s(v)})`,
  fallback: (n, v) => `${snake(n)} = ENV['${upper(n)}'] || ${s(v)}`,
  fetch: (n, v) => `${snake(n)} = ENV.fetch('${upper(n)}', ${s(v)})`,
  config: (n, v) => `config.${snake(n)} = ${q(v)}`,
  setting: (n, v) => `set :${snake(n)}, ${q(v)}`,
  let: (n, v) => `let(:${snake(n)}) { ${s(v)} }`,
  "user and password": (_n, v) => `http.basic_auth 'svc', ${s(v)}`,
  form: (_n, v) => `fill_in 'Password', with: ${s(v)}`,
  factory: (n, v) => `create(:user, ${snake(n)}: ${q(v)})`,
};

const php = {
  variable: (n, v) => `$${snake(n)} = ${s(v)};`,
  "array key": (n, v) => `$config = array('host' => 'db', ${s(snake(n))} => ${s(v)});`,
  define: (n, v) => `define(${s(upper(n))}, ${s(v)});`,
  property: (n, v) => `private $${camel(n)} = ${q(v)};`,
  constant: (n, v) => `const ${upper(n)} = ${s(v)};`,
  "user and password": (_n, v) => `$db = new PDO($dsn, 'svc', ${s(v)});`,
  connect: (_n, v) => `$link = mysqli_connect('localhost', 'svc', ${s(v)}, 'app');`,
  fallback: (n, v) => `'${snake(n)}' => env('${upper(n)}', ${s(v)}),`,
  argument: (n, v) => `$user->set${pascal(n)}(${s(v)});`,
  member: (n, v) => `$this->${camel(n)} = ${s(v)};`,
};

const c = {
  define: (n, v) => `#define ${upper(n)} ${q(v)}`,
  pointer: (n, v) => `static const char *${snake(n)} = ${q(v)};`,
  array: (n, v) => `const char ${snake(n)}[] = ${q(v)};`,
  compare: (n, v) => `int check(const char *${snake(n)}) { return !strcmp(${snake(n)}, ${q(v)}); }`,
};

const csharp = {
  constant: (n, v) => `private const string ${pascal(n)} = ${q(v)};`,
  variable: (n, v) => `var ${camel(n)} = @${q(v)};`,
  initialiser: (n, v) => `var o = new Options { User = "svc", ${pascal(n)} = ${q(v)} };`,
  "user and password": (_n, v) => `handler.Credentials = new NetworkCredential("svc", ${q(v)});`,
  property: (n, v) => `public string ${pascal(n)} { get; set; } = ${q(v)};`,
  argument: (n, v) => `builder.With${pascal(n)}(${q(v)});`,
  "connection string": (_n, v) => `var cs = "Server=db;Database=app;User=sa;Password=${v.replace(/[";\s]/g, "x")}";`,
};

const shell = {
  assignment: (n, v) => `${upper(n)}=${s(v)}`,
  export: (n, v) => `export ${upper(n)}=${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")}`,
  mysql: (_n, v) => `mysql -u root -p${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")} app < dump.sql`,
  curl: (_n, v) => `curl -s -u svc:${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")} https://ci.internal/job`,
  header: (_n, v) => `curl -H "Authorization: Bearer ${v.replace(/[^\w.-]/g, "x")}" https://api.internal/v1`,
  sshpass: (_n, v) => `sshpass -p ${s(v)} ssh root@host uptime`,
  docker: (n, v) => `docker run -e ${upper(n)}=${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")} -d app`,
  fallback: (n, v) => `${upper(n)}=\${${upper(n)}:-${v.replace(/[\s'"$`&|;<>(){}#*?!\\]/g, "x")}}`,
  "default of another": (n, v) => `KEY=\${${upper(n)}:=${v.replace(/[\s'"$`&|;<>(){}#*?!\\]/g, "x")}}`,
  chpasswd: (_n, v) => `echo "svc:${v.replace(/[\s'"$`&|;<>(){}#*?!\\]/g, "x")}" | chpasswd`,
  flag: (n, v) => `./deploy --user svc --${kebab(n)} ${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")}`,
};

const typed = (declare) => ({
  variable: (n, v) => `${declare[0]} ${camel(n)} = ${q(v)}`,
  typed: (n, v) => `${declare[0]} ${camel(n)}: ${declare[1]} = ${q(v)}`,
  argument: (n, v) => `connect(user ${declare[2]} "svc", ${camel(n)} ${declare[2]} ${q(v)})`,
});

const sql = {
  "identified by": (_n, v) => `CREATE USER 'svc'@'%' IDENTIFIED BY ${s(v)};`,
  "create user": (_n, v) => `CREATE USER svc WITH PASSWORD ${s(v)};`,
  "alter role": (_n, v) => `ALTER ROLE svc ENCRYPTED PASSWORD ${s(v)};`,
};

const yaml = {
  key: (n, v) => `${snake(n)}: ${v}`,
  quoted: (n, v) => `${camel(n)}: ${q(v)}`,
  environment: (n, v) => `- ${upper(n)}=${v}`,
  pair: (n, v) => `- name: ${upper(n)}\n  value: ${q(v)}`,
  "block scalar": (n, v) => `${snake(n)}: |\n  ${v}`,
};
const markdown = {
  key: (n, v) => `${n.join(" ")}: ${v.replaceAll(" ", "")}`,
  bold: (n, v) => `* **${pascal(n)}**: \`${v}\``,
  table: (n, v) => `| ${snake(n)} | ${v.replace(/[\s|`]/g, "x")} |`,
  prose: (n, v) => `The default ${n.join(" ")} is \`${v.replace(/[\s`]/g, "x")}\`.`,
  command: (_n, v) => `    curl -u svc:${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")} https://ci.internal/job`,
  export: (n, v) => `    export ${upper(n)}=${v.replace(/[\s'"$`&|;<>()#*?!\\]/g, "x")}`,
};
const json = {
  key: (n, v) => `  ${q(camel(n))}: ${q(v)},`,
  "snake key": (n, v) => `  ${q(snake(n))}: ${q(v)},`,
  pair: (n, v) => `  {"name": ${q(upper(n))}, "value": ${q(v)}},`,
  nested: (n, v) => `  "data": "{\\"user\\": \\"svc\\", \\"${snake(n)}\\": \\"${v.replace(/["\\]/g, "x")}\\"}",`,
};
const properties = {
  key: (n, v) => `${dotted(n)}=${v}`,
  spaced: (n, v) => `${snake(n)} = ${v}`,
  env: (n, v) => `${upper(n)}=${v}`,
  quoted: (n, v) => `${upper(n)}="${v.replace(/"/g, "x")}"`,
};
const xml = {
  element: (n, v) => `<${camel(n)}>${v.replace(/[<&>]/g, "x")}</${camel(n)}>`,
  attribute: (n, v) => `<connection user="svc" ${camel(n)}="${v.replace(/["<&>]/g, "x")}"/>`,
  pair: (n, v) => `<add key="${pascal(n)}" value="${v.replace(/["<&>]/g, "x")}" />`,
  "element in a property": (n, v) => `<property name="${camel(n)}"><value>${v.replace(/[<&>]/g, "x")}</value></property>`,
};

/** By extension of the file: ways to write it; whole-line statements only. */
export const STATEMENTS = {
  js: jsLike,
  mjs: jsLike,
  ts: jsLike,
  jsx: jsLike,
  tsx: jsLike,
  py: python,
  java,
  kt: typed(["val", "String", "="]),
  scala: typed(["val", "String", "="]),
  swift: typed(["let", "String", ":"]),
  groovy: { variable: (n, v) => `def ${camel(n)} = ${s(v)}`, call: (n, v) => `${camel(n)} ${q(v)}` },
  go,
  rb: ruby,
  php,
  c,
  h: c,
  cc: c,
  cpp: c,
  cs: csharp,
  rs: {
    constant: (n, v) => `const ${upper(n)}: &str = ${q(v)};`,
    variable: (n, v) => `let ${snake(n)} = String::from(${q(v)});`,
  },
  pl: { variable: (n, v) => `my $${snake(n)} = ${s(v)};`, hash: (n, v) => `my %o = (host => 'db', ${snake(n)} => ${s(v)});` },
  lua: {
    brackets: (n, v) => `local ${snake(n)} = [[${v.replaceAll("]", "x")}]]`,
    variable: (n, v) => `local ${snake(n)} = ${q(v)}`,
    field: (n, v) => `M.${snake(n)} = ${q(v)}`,
  },
  ex: { attribute: (n, v) => `@${snake(n)} ${q(v)}`, config: (n, v) => `config :app, ${snake(n)}: ${q(v)}` },
  erl: { tuple: (n, v) => `opts() -> [{${snake(n)}, ${q(v)}}].` },
  hs: { binding: (n, v) => `${camel(n)} = ${q(v)}` },
  r: { arrow: (n, v) => `${snake(n)} <- ${q(v)}` },
  sh: shell,
  sql,
  yml: yaml,
  yaml,
  properties,
  ini: properties,
  conf: properties,
  xml,
  md: markdown,
  json,
};
