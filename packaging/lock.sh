#!/bin/sh
# Renews the three lists of exact versions from pyproject.toml: what Liaison runs on, what installs
# it, and what checks it. One answer serves Python 3.11 to 3.13 on Linux, macOS and Windows.
# Versions already listed are kept; `packaging/lock.sh --upgrade` takes the newest that fit.
# The lists name no index: a district installs from wherever it installs its packages.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --only-binary :all: \
        --custom-compile-command "make lock" "$@" >/dev/null
}

# The widest list first; the narrower ones are held to its versions.
compile pyproject.toml --all-extras --group dev --output-file packaging/requirements-dev.txt "$@"
compile pyproject.toml --extra s3 --extra sftp --constraint packaging/requirements-dev.txt \
    --output-file packaging/requirements.txt "$@"
compile --group build --constraint packaging/requirements-dev.txt \
    --output-file packaging/requirements-build.txt "$@"
