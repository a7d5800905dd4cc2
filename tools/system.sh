#!/usr/bin/env bash
# See that Debian packages are there, and install the missing ones when root. No call to apt when nothing is missing.
# Usage: tools/system.sh PACKAGE...
set -euo pipefail

present() { # present PACKAGE: is there what the package brings?
  case $1 in
    chromium) command -v chromium ;;
    gettext) command -v xgettext && command -v msgmerge && command -v msgfmt ;;
    postgresql) "$(dirname "$0")/with_postgresql" --find ;;
    *) dpkg -s "$1" ;;
  esac >/dev/null 2>&1
}

missing=()
for package in "$@"; do
  present "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]} (names as in Debian 12); install them with this system's package manager" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "Missing: ${missing[*]}; as root: apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Installing Debian's ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{
  # `.ci/run` does two things at once, and apt-get gives up where another one is at work. The lock is this shell's
  # alone: a server that a package starts would keep it.
  flock 9
  apt-get update -qq 9>&-
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" 9>&-
} 9>"${TMPDIR:-/tmp}/yilan-apt.lock" >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}
for package in "${missing[@]}"; do
  present "$package" || {
    echo "apt-get installed $package, yet it is not to be found" >&2
    exit 1
  }
done
