import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { trustedFolders } from "../../src/sources/git/program.js";

const same = (folder: string): string => folder;

test("no relative folder, none of the repository and none of npm is looked at for git", () => {
  const path = ["/usr/bin", "", ".", "bin", "/repo", "/repo/bin", "/repository/bin", "/x/node_modules/.bin", "/link"].join(":");
  const real = (folder: string): string => (folder === "/link" ? "/repo/tools" : folder);
  expect(trustedFolders(path, "/repo", posix, real)).toEqual(["/usr/bin", "/repository/bin"]);
  expect(trustedFolders("/usr/bin:bin", undefined, posix, same)).toEqual(["/usr/bin"]);
  expect(trustedFolders("/usr/bin", "/", posix, same)).toEqual(["/usr/bin"]);
});

test("nor by the rules of Windows: two separators, no letter case, drives", () => {
  const path = [
    "C:\\Program Files\\Git\\cmd",
    "",
    ".",
    "bin",
    "C:bin",
    "\\tools",
    "C:\\Repo",
    "c:\\repo\\BIN",
    "C:/repo/bin",
    "C:\\x\\Node_Modules\\.bin",
    "C:/x/node_modules/.bin",
    "D:\\Repo\\bin",
    "\\\\server\\share\\git",
  ].join(";");
  expect(trustedFolders(path, "C:\\Repo", win32, same)).toEqual([
    "C:\\Program Files\\Git\\cmd",
    "D:\\Repo\\bin",
    "\\\\server\\share\\git",
  ]);
});
