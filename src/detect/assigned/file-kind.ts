/**
 * What a path says about the syntax of its file: whether a bare word can be a value.
 */

/** `code`: a bare word is a variable. `lines`: a value runs to the end of its line. `other`: documents, JSON, logs. */
export type FileKind = "code" | "lines" | "other";

const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|pyi|pyx|ipynb|go|java|kts?|groovy|gradle|scala|sc|clj[cs]?|rb|erb|rake|php\d?|phtml|p[lm]|t|c|h|cc|cpp|cxx|hh|hpp|hxx|m|mm|cs|fs|vb|swift|rs|dart|lua|r|jl|exs?|erl|hrl|hs|ml|mli|nim|zig|v|sv|pas|sol|ps[md]?1|cu|cl|coffee|d|ada|f90|el|lisp|scm|rkt|tcl|awk|proto|thrift|graphql|css|scss|less|sass|styl|aspx?|cshtml|razor|jspx?|map|twig|hbs|ejs|pug)$/i;
const LINES =
  /\.(?:env|properties|ini|cfg|conf|cnf|toml|ya?ml|rsp|list|netrc|pgpass|tfvars|hcl|tf|nix|service|plist|inc|config|example|sample|dist|template|tmpl|j2|defaults?|local|settings|editorconfig|npmrc|pypirc|sh|bash|zsh|fish|bat|cmd|dockerfile|mk|make)$|(?:^|\/)(?:\.env[^/]*|dockerfile[^/]*|makefile|\.?netrc|\.?pgpass|\.npmrc|\.pypirc|credentials|config|[^/.]+rc)$/i;

export function fileKind(path: string): FileKind {
  if (CODE.test(path)) return "code";
  return LINES.test(path) ? "lines" : "other";
}
