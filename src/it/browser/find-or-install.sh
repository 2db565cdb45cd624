#!/usr/bin/env bash
# Writes where the browser and its driver are to the properties file named by the first argument.
# Looks on the PATH first and then does nothing else; on a Debian where it may, it installs what is
# missing; anywhere else it fails and says what to install.
set -euo pipefail

found=${1:?usage: find-or-install.sh FILE}

browser() { command -v chromium || command -v google-chrome || command -v google-chrome-stable || command -v chromium-browser; }
driver() { command -v chromedriver || ls /usr/lib/chromium/chromedriver 2>/dev/null; }
# Without a Chinese font the pages are boxes, and a picture of them proves nothing.
font() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh-cn file)" ]; }

if ! { browser && driver && font; } >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The browser tests need chromium, chromium-driver and a Chinese font: installing Debian's." >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -q update && apt-get -q install -y --no-install-recommends \
        chromium chromium-driver fontconfig fonts-noto-cjk; } >&2
  fi
fi

missing=()
browser >/dev/null || missing+=("chromium or google-chrome")
driver >/dev/null || missing+=("chromedriver of the same version (Debian: chromium-driver)")
font || missing+=("a Chinese font (Debian: fonts-noto-cjk)")
if [ ${#missing[@]} -gt 0 ]; then
  echo "The browser tests cannot run; install on the PATH and run the build again:" >&2
  printf '  - %s\n' "${missing[@]}" >&2
  exit 1
fi

mkdir -p "$(dirname "$found")"
printf 'browser=%s\ndriver=%s\n' "$(browser)" "$(driver)" >"$found"
