#!/usr/bin/env bash
# Maven's way into the mini-program: `build.sh build` or `build.sh test`. Does only what is not yet done.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v node >/dev/null || ! command -v npm >/dev/null \
  || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  echo "The mini-program is built with Node.js 20 or later and npm: install them (Debian: apt-get install nodejs npm; else https://nodejs.org)." >&2
  exit 1
fi

target=../../../target
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent
  touch node_modules/.package-lock.json
fi

case "$1" in
  build)
    settings="${SAOMA_APPID:-} ${SAOMA_ISSUER:-}"
    stamp=$target/miniprogram.stamp
    if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$settings" ] || [ ! -f $target/phone/program.js ] \
      || [ -n "$(find . ../../sandbox/phone -path ./node_modules -prune -o -type f -newer "$stamp" -print -quit)" ]; then
      npm run --silent build
      printf %s "$settings" >"$stamp"
    fi
    ;;
  test)
    npm test --silent
    ;;
  *)
    echo "build.sh build|test" >&2
    exit 2
    ;;
esac
