#!/bin/sh
# Tries the proxy's configuration: its syntax, then what it caches, forwards and upgrades. Needs nginx; installs nothing.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:$PATH:/usr/sbin:/usr/local/sbin"

if ! command -v nginx >/dev/null; then
  echo 'nginx is not installed: install it (apt-get install nginx-light, brew install nginx) and try again.' >&2
  exit 1
fi
exec node deploy/nginx/check-proxy.ts
