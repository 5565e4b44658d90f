#!/bin/sh
# Prints the path of a Chromium for the journeys; $1 is the bin folder of the virtual environment.
# The system's if there is one, else Debian's package when root, else Playwright's own.
set -eu
system() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    for app in "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [ -x "$app" ] && echo "$app" && return
    done
    return 1
}
system && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium for the journeys…" >&2
    if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2; then
        system && exit
    fi
fi
echo "Fetching Playwright's Chromium for the journeys…" >&2
if "$1/playwright" install chromium >&2; then
    exec "$1/python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)'
fi
echo "No Chromium for the browser journeys: install one (Debian: sudo apt install chromium), then run make test again." >&2
exit 1
