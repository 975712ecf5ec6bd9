/**
 * How each language writes comments and strings: data only, `comments.ts` reads lines by it.
 */

export interface CommentSyntax {
  /** What begins a comment that ends with the line. */
  readonly line: readonly string[];
  /** What begins and ends a comment, on one line or over many. */
  readonly block: readonly (readonly [string, string])[];
  /** Characters that enclose a string. */
  readonly quotes: string;
  /** `'x'` is one character, and a lone `'` means something else. */
  readonly charLiterals?: true;
  /** A line comment begins only at the line's start or after a space. */
  readonly spaced?: true;
  /** A line comment begins only at the line's start. */
  readonly atStart?: true;
  /** A backslash in '…' is a plain character. */
  readonly rawSingle?: true;
  /** What begins and ends a string that may go over lines. */
  readonly longStrings?: readonly (readonly [string, string])[];
  /** A backslash in these is a plain character. */
  readonly rawLong?: true;
  /** A slash where a value is expected begins a regular expression. */
  readonly expressions?: true;
}

const C_BLOCK = ["/*", "*/"] as const;
const HTML_BLOCK = ["<!--", "-->"] as const;
const ML_BLOCK = ["(*", "*)"] as const;

const TRIPLE = ['"""', '"""'] as const;
const TRIPLE_SINGLE = ["'''", "'''"] as const;
const BACKTICK = ["`", "`"] as const;

const NONE: CommentSyntax = { line: [], block: [], quotes: "" };
/** For a file whose language is not known. */
const ANY: CommentSyntax = {
  line: ["#", "//", "--", ";", "%"],
  block: [C_BLOCK, HTML_BLOCK],
  quotes: "\"'`",
  spaced: true,
};
const C: CommentSyntax = { line: ["//"], block: [C_BLOCK], quotes: '"', charLiterals: true };
const JAVA: CommentSyntax = { ...C, longStrings: [TRIPLE] };
const JAVASCRIPT: CommentSyntax = {
  line: ["//"],
  block: [C_BLOCK],
  quotes: "\"'`",
  longStrings: [BACKTICK],
  expressions: true,
};
const HASH: CommentSyntax = { line: ["#"], block: [], quotes: "\"'" };
const PYTHON: CommentSyntax = { ...HASH, longStrings: [TRIPLE, TRIPLE_SINGLE] };
const SHELL: CommentSyntax = { ...HASH, spaced: true, rawSingle: true };
const HASH_AT_START: CommentSyntax = { line: ["#"], block: [], quotes: "", atStart: true };
const INI: CommentSyntax = { line: ["#", ";"], block: [], quotes: "\"'", spaced: true, rawSingle: true };
const XML: CommentSyntax = { line: [], block: [HTML_BLOCK], quotes: "" };
/** Markup with scripts and styles in it. */
const HTML: CommentSyntax = { line: ["//"], block: [HTML_BLOCK, C_BLOCK], quotes: "\"'`" };
const LISP: CommentSyntax = { line: [";"], block: [["#|", "|#"]], quotes: '"', charLiterals: true };
const PERCENT: CommentSyntax = { line: ["%"], block: [], quotes: '"', charLiterals: true };
const HCL: CommentSyntax = { line: ["#", "//"], block: [C_BLOCK], quotes: '"' };

/** Syntaxes, each with the file name endings it is for (lower case, without the dot). */
const BY_ENDING: readonly (readonly [CommentSyntax, string])[] = [
  [C, "c h cc cpp cxx hpp hh hxx ino m mm rs zig d v sv proto glsl hlsl wgsl cu prisma"],
  [JAVA, "java kt kts scala sc cs swift pkl cue"],
  [{ ...C, quotes: '"`', longStrings: [BACKTICK], rawLong: true }, "go"],
  [{ line: ["//"], block: [C_BLOCK], quotes: "\"'", longStrings: [TRIPLE, TRIPLE_SINGLE] }, "groovy gradle dart"],
  [{ line: ["//"], block: [C_BLOCK], quotes: "\"'" }, "thrift sol jsonnet libsonnet bicep"],
  [JAVASCRIPT, "js mjs cjs jsx ts mts cts tsx jsonc json5 code-workspace"],
  [{ line: ["//"], block: [C_BLOCK], quotes: "\"'" }, "scss sass less styl"],
  [{ line: [], block: [C_BLOCK], quotes: "\"'" }, "css pcss"],
  [PYTHON, "py pyi pyw pyx jl ex exs nim coffee gd graphql gql toml star bzl bazel mojo feature"],
  [HASH, "rb rake gemspec ru pl pm t r cr awk sed rego cmake tcl robot"],
  [
    SHELL,
    "sh bash zsh ksh fish csh yml yaml env envrc bats mk mak conf cfg cnf service timer requirements editorconfig hurl http",
  ],
  [INI, "ini inf reg desktop npmrc pypirc gitconfig"],
  [HASH_AT_START, "dockerfile containerfile gitignore dockerignore npmignore gitattributes list"],
  [{ line: ["#", "!"], block: [], quotes: "", atStart: true }, "properties"],
  [
    {
      line: ["#"],
      block: [["<#", "#>"]],
      quotes: "\"'",
      rawSingle: true,
      longStrings: [
        ['@"', '"@'],
        ["@'", "'@"],
      ],
      rawLong: true,
    },
    "ps1 psm1 psd1",
  ],
  [HCL, "tf tfvars hcl nomad"],
  [{ line: ["#"], block: [C_BLOCK], quotes: '"' }, "nix"],
  [{ line: ["//", "#"], block: [C_BLOCK, HTML_BLOCK], quotes: "\"'" }, "php phtml php3 php4 php5"],
  [{ line: ["--"], block: [C_BLOCK], quotes: "\"'", rawSingle: true }, "sql psql pgsql plsql ddl dml mysql hql cql"],
  [{ line: ["--"], block: [["--[[", "]]"]], quotes: "\"'", longStrings: [["[[", "]]"]], rawLong: true }, "lua"],
  [{ line: ["--"], block: [["{-", "-}"]], quotes: '"', charLiterals: true }, "hs lhs elm purs agda dhall idr"],
  [{ line: ["--"], block: [], quotes: '"', charLiterals: true }, "adb ads vhd vhdl applescript"],
  [
    XML,
    "xml xsd xsl xslt svg plist csproj vbproj fsproj props targets config resx nuspec pom xaml axaml storyboard xib md mdx markdown",
  ],
  [HTML, "html htm xhtml vue svelte astro"],
  [{ ...HTML, block: [...HTML.block, ["<%#", "%>"], ["<%--", "--%>"]] }, "erb ejs jsp asp aspx eex heex leex"],
  [{ ...HTML, block: [...HTML.block, ["@*", "*@"]] }, "cshtml razor vbhtml"],
  [
    { ...HTML, block: [...HTML.block, ["{#", "#}"], ["{{!", "}}"], ["{{/*", "*/}}"]] },
    "j2 jinja jinja2 twig liquid njk hbs handlebars mustache tpl tmpl gotmpl",
  ],
  [{ line: ["//", "//-"], block: [], quotes: "\"'" }, "pug jade"],
  [LISP, "lisp lsp cl el scm ss rkt clj cljs cljc edn fnl hy"],
  [{ line: [";", "#", "//", "@"], block: [C_BLOCK], quotes: '"', spaced: true }, "asm s nasm"],
  [PERCENT, "tex sty cls bib erl hrl pro prolog"],
  [{ line: ["%", "#"], block: [], quotes: '"', charLiterals: true }, "mat octave"],
  [{ line: ["!"], block: [], quotes: "\"'" }, "f f90 f95 f03 f08 for"],
  [{ line: ["'", "REM ", "Rem ", "rem "], block: [], quotes: '"' }, "vb vbs bas frm"],
  [{ line: ["REM ", "rem ", "Rem ", "::", "@REM ", "@rem "], block: [], quotes: "", spaced: true }, "bat cmd"],
  [{ line: ['"'], block: [], quotes: "'", spaced: true, rawSingle: true }, "vim vimrc"],
  [{ line: [], block: [ML_BLOCK], quotes: '"', charLiterals: true }, "ml mli sml wl nb"],
  [{ line: ["//"], block: [ML_BLOCK], quotes: '"', charLiterals: true }, "fs fsi fsx"],
  [{ line: ["//"], block: [["{", "}"], ML_BLOCK], quotes: "'", rawSingle: true }, "pas pp dpr lpr"],
  [{ line: [".. "], block: [], quotes: "", atStart: true }, "rst"],
  [{ line: ["//"], block: [], quotes: "", atStart: true }, "adoc asciidoc"],
  [NONE, "json ipynb geojson har webmanifest map csv tsv pem key crt cer pub asc lock sum jsonl ndjson"],
];

/** Syntaxes of files that are known by their whole name (lower case). */
const BY_NAME: readonly (readonly [CommentSyntax, string])[] = [
  [HASH_AT_START, "dockerfile containerfile codeowners"],
  [
    SHELL,
    "makefile gnumakefile procfile .bashrc .bash_profile .profile .zshrc .zshenv .netrc .pgpass .htpasswd .curlrc yarn.lock cargo.lock poetry.lock",
  ],
  [HASH, "gemfile rakefile vagrantfile podfile fastfile brewfile cmakelists.txt"],
  [PYTHON, "build workspace tiltfile sconstruct pipfile"],
  [SHELL, "requirements.txt constraints.txt robots.txt"],
  [INI, ".npmrc .yarnrc .pypirc .gitconfig .my.cnf .s3cfg credentials config"],
  [{ line: ["//"], block: [C_BLOCK], quotes: "\"'" }, "jenkinsfile"],
  [
    JAVASCRIPT,
    "tsconfig.json jsconfig.json .eslintrc .eslintrc.json .babelrc .swcrc .jshintrc devcontainer.json settings.json launch.json tasks.json extensions.json deno.json",
  ],
];

const endings = tableOf(BY_ENDING);
const names = tableOf(BY_NAME);

/** By the file's name, then by its ending; any common form where neither is known. */
export function commentSyntax(path: string): CommentSyntax {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^\.env(?:\.|$)|\.env\.[^.]+$/.test(name)) return SHELL;
  if (/^(?:dockerfile|containerfile)\./.test(name)) return HASH_AT_START;
  if (/^(?:ts|js)config\..*\.json$/.test(name)) return JAVASCRIPT;
  return names.get(name) ?? endings.get(name.slice(name.lastIndexOf(".") + 1)) ?? ANY;
}

function tableOf(rows: typeof BY_ENDING): ReadonlyMap<string, CommentSyntax> {
  return new Map(rows.flatMap(([syntax, keys]) => keys.split(" ").map((key) => [key, syntax] as const)));
}
