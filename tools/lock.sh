#!/usr/bin/env bash
# Lock what pyproject.toml asks for, with hashes: requirements/{runtime,postgresql,bucket,opensearch,test,dev,bench}.txt.
# Usage: tools/lock.sh [--upgrade]     (any option goes to `uv pip compile`)
# Each file is complete in itself and agrees with the others, so installing dev.txt gives all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || { echo "tools/lock.sh: uv is missing; run 'make install-dev' first" >&2; exit 1; }

lock() { # lock FILE OPTION...
  local file=$1
  shift
  "$uv" pip compile pyproject.toml --quiet --python-version 3.11 --universal --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links --output-file "$file" "$@"
  echo "$file: $(grep -c '^[a-z]' "$file") packages"
}

mkdir -p requirements
lock requirements/runtime.txt --group build "$@"
lock requirements/postgresql.txt --extra postgresql --constraint requirements/runtime.txt "$@"
lock requirements/bucket.txt --extra bucket --constraint requirements/postgresql.txt "$@"
lock requirements/opensearch.txt --extra opensearch --constraint requirements/bucket.txt "$@"
lock requirements/test.txt --extra postgresql --extra bucket --extra opensearch --group build --group test \
  --constraint requirements/runtime.txt --constraint requirements/postgresql.txt --constraint requirements/bucket.txt \
  --constraint requirements/opensearch.txt "$@"
lock requirements/dev.txt --extra postgresql --extra bucket --extra opensearch --group build --group test --group dev \
  --constraint requirements/test.txt "$@"
"$uv" pip compile --group bench --no-deps --quiet --python-version 3.11 --universal --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links --output-file requirements/bench.txt "$@"
if grep -nE 'https?://' requirements/*.txt; then
  echo "tools/lock.sh: an address got into the lock files (above); remove its cause" >&2
  exit 1
fi
