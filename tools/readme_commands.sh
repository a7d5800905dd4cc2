#!/usr/bin/env bash
# Do what README.md tells a newcomer, in an empty folder, and see that the district's figures come out.
# The commands are read from the first ```sh block of README.md, so the page cannot say other than what works.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

commands=$(awk '/^```sh$/ {inside = 1; next} /^```$/ && inside {exit} inside' "$root/README.md")
case $commands in
  "git clone ADDRESS yilan && cd yilan"*"make demo"*) ;;
  *) echo "README.md does not begin with its two commands" >&2; exit 1 ;;
esac

begun=$SECONDS
cd "$folder"
# What is committed is what a newcomer gets.
export YILAN_DEMO_ARGS=--no-serve
unset YILAN_HOME DATABASE_URL DJANGO_SETTINGS_MODULE MAKEFLAGS MAKELEVEL
eval "${commands/ADDRESS/\"$root\"}"
echo "README.md's two commands took $((SECONDS - begun)) s"

.venv/bin/yilan figures 2014 --json >"$folder/figures.json"
.venv/bin/python - "$folder/figures.json" <<'PYTHON'
import json
import sys
from pathlib import Path

expected = {
    "records_published": 1748, "notices": 27, "speeches": 13, "videos": 4,
    "towns": 2, "subdistricts": 6, "rules": 9,
}
figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
wrong = [
    f"{name} is {figures.get(name, {}).get('value')}, not {value}"
    for name, value in expected.items()
    if figures.get(name, {}).get("value") != value
]
sys.exit("; ".join(wrong) or 0)
PYTHON
echo "The figures of 2014 are those of the report"
