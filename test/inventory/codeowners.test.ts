import { describe, expect, it } from "vitest";
import { locateCodeowners, parseCodeowners } from "../../src/inventory/owners/codeowners.js";

describe("GitHub's CODEOWNERS", () => {
  const of = parseCodeowners(
    `
# comment
*           @all          # inline
*.js        @js
/build/logs/ @doctocat
docs/*      docs@example.com
apps/       @octocat
/docs/      @root
**/logs     @logs
/apps/github
src/**/deep @deep @org/team
!not        @x
[a]         @x
UPPER       @upper
with\\ space @space
`,
    "github",
  );

  it.each([
    ["a.txt", ["@all"]],
    ["x/y.js", ["@js"]],
    ["build/logs/a/b", ["@logs"]],
    ["x/build/logs/a", ["@logs"]],
    ["docs/a.md", ["@root"]],
    ["x/docs/a.md", ["@all"]],
    ["x/apps/a", ["@octocat"]],
    ["apps/github", []],
    ["apps/github/a", []],
    ["src/a/b/deep/c", ["@deep", "@org/team"]],
    ["src/deep", ["@deep", "@org/team"]],
    ["upper", ["@all"]],
    ["UPPER/a", ["@upper"]],
    ["with space", ["@space"]],
  ])("%s", (path, owners) => {
    expect(of(path)).toEqual(owners);
  });

  it("takes no file beneath a folder for `folder/*`", () => {
    const docs = parseCodeowners("docs/* @docs", "github");
    expect([docs("docs/a.md"), docs("docs/b/a.md")]).toEqual([["@docs"], []]);
  });
});

describe("GitLab's CODEOWNERS", () => {
  const of = parseCodeowners(`
* @default
*.rb @ruby
[Docs] @docs-default
docs/
README.md @readme
[docs]
/docs/api/ @api
^[Optional][2] @opt
/config/ @config1 comment
!/config/public/
\\#hash @hash
`);

  it.each([
    ["a.txt", ["@default"]],
    ["lib/a.rb", ["@ruby"]],
    ["docs/a.md", ["@default", "@docs-default"]],
    ["x/docs/a.md", ["@default", "@docs-default"]],
    ["sub/README.md", ["@default", "@readme"]],
    ["docs/api/a.md", ["@default", "@api"]],
    ["config/a.yml", ["@default", "@config1"]],
    ["config/public/a.yml", ["@default"]],
    ["#hash", ["@default", "@hash"]],
  ])("%s", (path, owners) => {
    expect(of(path)).toEqual(owners);
  });
});

describe("the place of CODEOWNERS", () => {
  const locate = (...paths: string[]) => locateCodeowners((path) => paths.includes(path));

  it("is that of the host", () => {
    expect(locate("CODEOWNERS", ".github/CODEOWNERS")).toEqual({ path: ".github/CODEOWNERS", dialect: "github" });
    expect(locate("docs/CODEOWNERS")).toEqual({ path: "docs/CODEOWNERS", dialect: undefined });
    expect(locate(".gitlab/CODEOWNERS", "docs/CODEOWNERS", ".gitlab-ci.yml")).toEqual({
      path: "docs/CODEOWNERS",
      dialect: "gitlab",
    });
    expect(locate(".gitlab/CODEOWNERS")).toEqual({ path: ".gitlab/CODEOWNERS", dialect: "gitlab" });
    expect(locate("README.md")).toBeUndefined();
  });
});
