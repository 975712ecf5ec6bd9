#!/bin/sh
# What the `pre-commit` framework runs in its clone of this repository: builds the program the first time, then is the program.
#
# Not `language: node`: with that the framework installs from git globally, and npm then leaves out what the build needs.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
# one of the last files that the build writes
built="$here/dist/version.txt"
lock="$here/building.lock"
log="$here/building.log"

refuse() {
  echo "secret-scan: $1" >&2
  exit 3
}

command -v node >/dev/null || refuse "node was not found on PATH: install Node 20 or later"
if [ ! -f "$built" ]; then
  command -v npm >/dev/null || refuse "npm was not found on PATH: it comes with Node"
  waited=0
  while ! mkdir "$lock" 2>/dev/null; do
    # another commit builds it; ten minutes are more than that takes
    [ "$waited" -lt 600 ] || refuse "another build does not end: remove $lock and try again"
    sleep 1
    waited=$((waited + 1))
  done
  trap 'rmdir "$lock" 2>/dev/null || true' EXIT
  trap 'exit 130' INT TERM
  if [ ! -f "$built" ]; then
    echo "secret-scan: it is built once, which takes about a minute" >&2
    (
      # what git tells a hook is about the user's repository, and no hooks are wanted in this one
      unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX GIT_OBJECT_DIRECTORY NODE_PATH npm_config_prefix NPM_CONFIG_PREFIX
      cd "$here"
      CI=true npm ci --no-audit --no-fund && { [ -f "$built" ] || npm run build; }
    ) >"$log" 2>&1 || refuse "it cannot be built; $log says why. After the cause is gone, commit again"
    rm -rf "$here/node_modules" "$log"
  fi
  rmdir "$lock"
  trap - EXIT INT TERM
fi
# for the commands that are printed: npx would look for a program of this name at the registry
SECRET_SCAN_COMMAND="node '$here/bin/secret-scan.js'"
export SECRET_SCAN_COMMAND
exec node "$here/bin/secret-scan.js" "$@"
