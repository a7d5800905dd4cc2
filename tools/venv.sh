#!/usr/bin/env bash
# Make a virtual environment. Usage: tools/venv.sh PYTHON FOLDER
set -euo pipefail
python=${1:-} folder=$2

fail() {
  echo "$1" >&2
  exit 1
}

[ -n "$python" ] || fail "Python 3.11 or later is missing; on Debian: apt-get install python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$python is $("$python" -V 2>&1); Yilan needs Python 3.11 or later (make PYTHON=/path/to/python3.11)"

# Debian ships ensurepip apart from Python.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  command -v apt-get >/dev/null || fail "$python has no ensurepip; install the part of Python that holds it"
  [ "$(id -u)" = 0 ] || fail "$python has no ensurepip; as root: apt-get install $package"
  echo "Installing $package"
  said=$({
    flock 9 # as in system.sh
    apt-get update -qq 9>&- &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" 9>&-
  } 9>"${TMPDIR:-/tmp}/yilan-apt.lock" 2>&1) || fail "$said"
fi
echo "Making $folder with $("$python" -V)"
"$python" -m venv "$folder"
