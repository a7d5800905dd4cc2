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
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
} >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}
for package in "${missing[@]}"; do
  present "$package" || {
    echo "apt-get installed $package, yet it is not to be found" >&2
    exit 1
  }
done
