#!/bin/sh
# The `darkroom` command on a PATH: finds the program and the Node 24 beside it, from wherever it is called or linked.
set -e
root=$(dirname "$(dirname "$(readlink -f "$0")")")
if [ ! -e "$root/dist/cli/main.js" ]; then
  echo "Darkroom is not built yet: run \`npm start\` once in $root." >&2
  exit 1
fi
node="$root/node_modules/.bin/node"
[ -x "$node" ] || node=node
exec "$node" "$root/dist/cli/main.js" "$@"
