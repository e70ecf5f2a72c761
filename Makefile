# Every target sets up what it needs; `make demo` and `make test` are the two that a visitor runs.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_VENV := .venv-bench
BENCH_STAMP := $(BENCH_VENV)/.installed
NODE_VENV := .venv-node
VENDOR := src/assistans/desks/static/vendor
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench mutate soak fuzz lock clean

help: ## show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

setup: $(STAMP) $(VENDOR)/.installed ## make .venv with the locked dependencies and the project in it

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Assistans needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies into $(VENV) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What the pages take from npm is copied into the package, so that the built wheel has it inside. Where there is no
# Node, one comes from PyPI into an environment of its own.
$(VENDOR)/.installed: package-lock.json .npmrc requirements-node.lock
	@echo "Getting the pages' style from npm …"
	@if command -v npm > /dev/null; then npm ci --silent; else \
	  test -x $(NODE_VENV)/bin/python || $(PYTHON) -m venv $(NODE_VENV); \
	  $(NODE_VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-node.lock && \
	  PATH="$(CURDIR)/$(NODE_VENV)/bin:$$PATH" npm ci --silent; fi
	@mkdir -p $(VENDOR)
	@cp node_modules/@fkui/design/lib/fkui.min.css node_modules/htmx.org/dist/htmx.min.js $(VENDOR)/
	@cp node_modules/@fkui/design/LICENSE.md $(VENDOR)/fkui-LICENSE.md
	@cp node_modules/htmx.org/LICENSE $(VENDOR)/htmx-LICENSE
	@touch $@

demo: setup ## the main job with real signed messages on the embedded database, then its pages
	@$(BIN)/assistans demo

test: setup ## the whole test suite
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

lint: setup ## style, types and the import contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup $(BENCH_STAMP) ## speed as ratios against named peers; appends to bench/history.csv
	@$(BIN)/python -m bench

$(BENCH_STAMP): requirements-bench.lock
	@test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	@echo "Installing what we are measured against into $(BENCH_VENV) …"
	@$(BENCH_VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	@touch $@

FILES ?= src/assistans/timeline src/assistans/facts src/assistans/law src/assistans/assessment
mutate: setup ## mutation testing of the pure rooms, or of FILES=... (hours; not in CI)
	@nice -n 19 $(BIN)/python tools/mutate.py --on $(shell date +%F) $(FILES)

soak: setup ## a long run under load (long; not in CI)
	@echo "soak: comes with the operation issue"; exit 1

fuzz: setup ## coverage-guided fuzzing of the doors (long; not in CI)
	@echo "fuzz: comes with the operation issue"; exit 1

LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11

lock: ## make the three lock files anew (needs uv)
	@$(LOCK) --extra server --group dev pyproject.toml -o requirements.lock
	@$(LOCK) --group bench -o requirements-bench.lock
	@$(LOCK) --group node -o requirements-node.lock

clean: ## remove what setup made
	@rm -rf $(VENV) $(BENCH_VENV) $(NODE_VENV) node_modules $(VENDOR) .mypy_cache .ruff_cache .pytest_cache .hypothesis
