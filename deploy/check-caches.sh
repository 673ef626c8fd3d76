#!/bin/sh
# Runs nginx and Varnish, as configured here, in front of Darkroom itself, and tells whether they keep what they may,
# forget what they are told to, and never hold what is private. Needs both and a build; installs nothing.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:$PATH:/usr/sbin:/usr/local/sbin"

for program in nginx varnishd; do
  if ! command -v "$program" >/dev/null; then
    echo "$program is not installed: install it (apt-get install nginx-light varnish) and try again." >&2
    exit 1
  fi
done
exec node deploy/check-caches.ts
