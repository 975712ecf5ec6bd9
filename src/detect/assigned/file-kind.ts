/**
 * What a path says about the syntax of its file: whether a bare word can be a value.
 */

/** `code`: a bare word is a variable. `lines`: a value runs to the end of its line. `other`: documents, JSON, logs. */
export type FileKind = "code" | "lines" | "other";

/** Endings by lists, since an expression of so many takes longer to make than a short run has. */
const CODE = endings(
  "js jsx ts tsx cjs cjsx cts ctsx mjs mjsx mts mtsx vue svelte py pyi pyx ipynb go java kt kts groovy gradle scala sc clj cljc cljs",
  "rb erb rake php php0 php1 php2 php3 php4 php5 php6 php7 php8 php9 phtml pl pm t c h cc cpp cxx hh hpp hxx m mm cs fs vb swift rs dart",
  "lua r jl ex exs erl hrl hs ml mli nim zig v sv pas sol ps1 psm1 psd1 cu cl coffee d ada f90 el lisp scm rkt tcl awk proto thrift",
  "graphql css scss less sass styl asp aspx cshtml razor bicep jsp jspx map twig hbs ejs pug",
);
const LINES = endings(
  "env properties ini cfg conf cnf toml yml yaml rsp list netrc pgpass tfvars hcl tf nix service plist inc config example sample dist",
  "template tmpl j2 default defaults local settings editorconfig npmrc pypirc sh bash zsh fish bat cmd dockerfile mk make",
);
const LINES_NAME =
  /(?:^|\/)(?:\.env[^/]*|dockerfile[^/]*|makefile|\.?netrc|\.?pgpass|\.npmrc|\.pypirc|credentials|config|[^/.]+rc)$/i;

export function fileKind(path: string): FileKind {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const hasEnding = ending.length < path.length;
  if (hasEnding && CODE.has(ending)) return "code";
  return (hasEnding && LINES.has(ending)) || LINES_NAME.test(path) ? "lines" : "other";
}

function endings(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(" ").split(" "));
}
