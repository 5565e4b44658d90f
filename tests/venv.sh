#!/bin/sh
# Makes a virtual environment in $1 with the newest Python here that is new enough.
set -eu
for python in python3.14 python3.13 python3.12 python3.11 python3; do
    command -v "$python" >/dev/null 2>&1 || continue
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        # Debian keeps the venv module's other half in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -qq >&2 && apt-get install -y -qq python3-venv >&2
        else
            echo "Python's venv module is incomplete; install it with: sudo apt install python3-venv" >&2
            exit 1
        fi
    fi
    exec "$python" -m venv "$1"
done
echo "Four Islands needs Python 3.11 or newer; none was found. See https://www.python.org/downloads/" >&2
exit 1
