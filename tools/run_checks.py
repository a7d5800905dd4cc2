"""Run every check, say how long each took, show what failed, and close with a count. `make check` calls it."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable

# The slow ones first, so that two cores end together.
CHECKS: dict[str, list[str]] = {
    "types (mypy)": [f"{BIN}/mypy"],
    "untranslated strings": [PYTHON, "tools/untranslated.py"],
    "missing migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "Django's system checks": [PYTHON, "-m", "django", "check", "--fail-level", "WARNING"],
    "templates (djlint)": [f"{BIN}/djlint", "src", "--lint", "--quiet"],
    "floors (import-linter)": [f"{BIN}/lint-imports", "--no-cache"],
    "style (ruff)": [f"{BIN}/ruff", "check", "--quiet", "."],
    "layout (ruff format)": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "procedures drawn": [PYTHON, "tools/procedures.py", "--check"],
    "dependencies": [PYTHON, "tools/dependencies.py"],
    "file sizes": [PYTHON, "tools/file_sizes.py"],
    "house rules": [PYTHON, "tools/house_rules.py"],
}


def run(name: str) -> tuple[str, bool, float, str]:
    """Run one check and return its name, whether it passed, its seconds and what it printed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "yilan.settings.test", "NO_COLOR": "1"}
    begun = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return name, done.returncode == 0, time.monotonic() - begun, done.stdout


def main() -> int:
    """Run the checks named on the command line (a part of the name is enough), or all."""
    wanted = [name for name in CHECKS if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name, passed, seconds, output in pool.map(run, wanted):
            print(f"{'ok    ' if passed else 'FAILED'} {seconds:6.1f} s  {name}", flush=True)
            if not passed:
                failed += 1
                print("\n".join(f"        {line}" for line in output.strip().splitlines()), flush=True)
    print(f"checks: {len(wanted) - failed} passed, {failed} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
