# One line of help stands behind `##` after each target; `make` alone lists them.
# Works on a bare Debian machine with Python 3.11 and make: what else is needed is installed on the way.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help install install-test install-dev compile pdf demo serve ready test coverage check bench messages lock clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
# What official papers are set with as PDF; without it a site still runs, and papers come as DOCX.
FOR_PDF := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk
CATALOGUES := $(shell find src -name '*.po')
# Options for the commands, as in: make demo YILAN_DEMO_ARGS="--no-serve --seed 7"
YILAN_DEMO_ARGS ?=
YILAN_SERVE_ARGS ?=

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

install: .venv/.installed compile ## make .venv with the locked packages and the `yilan` command
	@:

install-test: .venv/.installed-test compile ## the same, with what the tests need
	@:

install-dev: .venv/.installed-dev compile ## the same, with what the checks need
	@:

.venv/bin/python:
	@tools/venv.sh "$(PYTHON)" .venv

# A lock file is complete, so pip has nothing to resolve. Asked to, it looks for what a package wants with an extra
# (`coverage[toml]`) at the newest release of all, and refuses that for want of a hash.
.venv/.installed: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Installing the locked packages (about half a minute the first time)"
	@$(PIP) --no-deps --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-test: requirements/test.txt .venv/.installed
	@echo "Installing what the tests need"
	@$(PIP) --no-deps --require-hashes -r requirements/test.txt
	@touch $@

.venv/.installed-dev: requirements/dev.txt .venv/.installed-test
	@echo "Installing what the checks need"
	@$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.compiled: $(CATALOGUES) | .venv/.installed
	@$(BIN)/python -c 'from yilan.core.messages import compile_messages; compile_messages()'
	@touch $@

compile: .venv/.compiled
	@:

pdf:
	@tools/system.sh $(FOR_PDF) || echo "Going on without: official papers come as DOCX only, no PDF can be made" >&2

demo: install pdf ## build the 2014 district in ./var and serve it
	@$(BIN)/yilan demo $(YILAN_DEMO_ARGS)

serve: install pdf ## serve the site in ./var: web server and worker
	@$(BIN)/yilan serve $(YILAN_SERVE_ARGS)

ready: install-test
	@tools/system.sh gettext postgresql nginx chromium $(FOR_PDF)

test: ready ## all tests: SQLite, browser, PostgreSQL, kill -9
	@$(BIN)/python tools/run_tests.py

coverage: install-test ## which lines and branches no test on SQLite runs
	@tools/system.sh gettext nginx $(FOR_PDF)
	@$(BIN)/python -m pytest --quiet -m "not browser and not crash" --numprocesses 2 --cov --cov-report term

check: install-dev ## style, types, floors, migrations, translations, templates, house rules
	@tools/system.sh gettext
	@$(BIN)/python tools/run_checks.py

bench: install-test ## measure: every program in tools/bench, one after the other
	@tools/system.sh gettext nginx wrk
	@$(PIP) --no-deps --require-hashes -r requirements/bench.txt
	@for program in $$(grep -l '^if __name__' tools/bench/*.py); do echo "== $$program"; $(BIN)/python "$$program"; done

messages: install-dev ## gather the strings of every room into its catalogue, then compile
	@tools/system.sh gettext
	@$(BIN)/python tools/messages.py
	@$(BIN)/python -c 'from yilan.core.messages import compile_messages; compile_messages()'

lock: install-dev ## lock anew what pyproject.toml asks for
	@tools/lock.sh

clean: ## remove .venv and what the tools leave behind, but no site
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov build
