#!/bin/sh
# Finds a Python that Liaison runs on and hands over to bootstrap.py.
# PYTHON=/path/to/python3.12 chooses one; .venv keeps it from then on.
set -eu

here=$(dirname "$0")

fits() {
    "$1" -c 'import ctypes, ssl, sys, venv; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
        >/dev/null 2>&1
}

for python in ${PYTHON:-"$here/../.venv/bin/python" python3 python3.13 python3.12 python3.11}; do
    if fits "$python"; then
        exec "$python" "$here/bootstrap.py" "$@"
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is not a complete Python 3.11, 3.12 or 3.13." >&2
else
    found=$(python3 --version 2>/dev/null || echo "no Python 3")
    echo "Liaison needs Python 3.11, 3.12 or 3.13, complete with ctypes, ssl and venv." >&2
    echo "This computer has $found." >&2
    echo "Install one of them (on Debian 12 and later: apt-get install python3), then run the same" >&2
    echo "command again. If it is there under another name: make PYTHON=/path/to/python3.12 demo" >&2
fi
exit 1
