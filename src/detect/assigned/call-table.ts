/**
 * Functions and constructors of libraries that take a password or a key by its place. Owns the table; `credential-call.ts` reads calls.
 */

/**
 * Which argument: its index from 0, from the end where negative; `pair`: the one behind a user's name, where both look as such do;
 * `host`: behind the host, perhaps a port, and the user; `first`: the first one that is a literal, of two.
 */
export type Place = number | "pair" | "host" | "first";

export interface CallShape {
  /** The call's name with what it is a member of, up to its parenthesis. */
  readonly name: RegExp;
  readonly place: Place;
  /** Fewer arguments are another function of that name. */
  readonly least?: number;
}

/** The first that fits counts. */
export const CALL_SHAPES: readonly CallShape[] = [
  // PHP's take the connection first
  { name: /(?:^|\b)(?:ftp_login|ldap_bind|ssh2_auth_password|imap_open|simple_bind|simple_bind_s)$/i, place: 2, least: 3 },
  { name: /login$/i, place: 1, least: 2 },
  { name: /(?:^|\.)(?:create_?user|create_?super_?user|.*_user)$/i, place: -1, least: 2 },
  { name: /(?:oci_?p?connect|oracle(?:db)?\.connect|\boci_connect)$/i, place: 1, least: 2 },
  { name: /real_connect$/i, place: 3, least: 4 },
  { name: /(?:^|[\W_])pdo$/i, place: 2, least: 3 },
  { name: /(?:get|create|open|make)_?connection$/i, place: 2, least: 3 },
  { name: /connection$/i, place: "pair", least: 2 },
  { name: /connect$/i, place: "host", least: 3 },
  {
    name: /mysqli$|(?:mysqli?|pg|odbc|ibase|mssql|sqlsrv|db2)_p?connect$|sequelize$|forurl$|sql\.newinstance$|datasource$/i,
    place: 2,
    least: 3,
  },
  {
    name: /authenticate(?:async)?$|authenticator$|\.basic$|_pw_set$|wifi\.begin$|userauth_password$|basic_?auth$|networkcredential$/i,
    place: 1,
    least: 2,
  },
  { name: /plainauth$/i, place: 2, least: 4 },
  { name: /dialer$/i, place: 3, least: 4 },
  { name: /ftps?$/i, place: 2, least: 3 },
  {
    name: /smtp\.start$|client$|credentials(?:(?:provider)?|::new)$|connectioninfo$/i,
    place: "pair",
    least: 2,
  },
  { name: /credential$/i, place: -1, least: 3 },
  { name: /\bbind$/i, place: 1, least: 2 },
  { name: /jwt\.(?:sign|verify|encode|decode)$/i, place: 1, least: 2 },
  { name: /signwith$|create_?hmac$|certificate2$|user\w*\.createasync$|aes\.(?:en|de)crypt$/i, place: 1, least: 2 },
  { name: /hmac\.new$/i, place: "first", least: 1 },
  { name: /cipheriv$/i, place: 1, least: 2 },
  { name: /openssl_(?:en|de)crypt$/i, place: 2, least: 3 },
  { name: /cookieparser$|cookiestore$|hash::make$|bcrypt(?:\.hash(?:sync)?)?$/i, place: 0, least: 1 },
  { name: /(?:hash_?password|password_?hash|make_?password|hashpw)$/i, place: 0, least: 1 },
  { name: /\.type$|\.fill$|\.typetext$|\.send_?keys$/i, place: -1, least: 1 },
];

/**
 * Kernel words: each stands in the name of such a call, most at its end, and begins with four characters that are rare in code. ASCII in
 * lower case.
 */
export const CALL_WORDS: readonly string[] = [
  ...["login(", "connect(", "connection(", "_user(", "pdo(", "mysqli(", "sequelize(", "forurl(", "sql.newinstance(", "asource("],
  ...[
    "authenticate",
    "authenticator(",
    ".basic(",
    "_pw_set(",
    "wifi.begin(",
    "_password(",
    "smtp.start(",
    "dialer(",
    "ftp(",
    "client(",
  ],
  ...["credential(", "ls::new(", "connectioninfo(", "_bind(", 'bind("', "imap_open(", "jwt.", "signwith(", "hmac("],
  ...["certificate2(", ".createasync(", "aes.encrypt(", "aes.decrypt(", "hmac.new(", "cipheriv(", "openssl_", "cookieparser("],
  ...["cookiestore(", "hash::make(", "bcrypt", ".type(", ".fill(", ".typetext(", ".sendkeys(", ".send_keys("],
];
