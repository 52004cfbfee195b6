# newskg: `make graph` builds the graph, `make test` checks the code; `make help` lists all targets.

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is in range and can make environments; `make PYTHON=… graph` takes another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
  $$p -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)

# Only wheels whose hashes are in the lock, then the package itself with the locked build tool: nothing is resolved anew.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
LOCKED = $(INSTALL) --require-hashes --only-binary :all: -r
PACKAGE = $(INSTALL) --no-build-isolation --editable .
LOCK = $(VENV)/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra build $(ARGS)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

graph: $(VENV)/graph.stamp ## Build the graph of seeds/ and say where its page lies
	@$(BIN)/kg build

test: $(VENV)/dev.stamp chromium ## Check style and types, run the tests that take seconds
	$(BIN)/ruff check .
	$(BIN)/mypy --strict kg
	$(BIN)/pytest -n 2 -m "not slow"

test-slow: $(VENV)/dev.stamp chromium ## Run the tests that take minutes
	$(BIN)/pytest -n 2 -m slow

coverage: $(VENV)/dev.stamp chromium ## Measure which lines and branches the fast tests reach: at least 90 %
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 -m "not slow"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --sort=cover --fail-under=90

bench: $(VENV)/dev.stamp ## Measure quality and speed
	$(BIN)/python -m benchmarks

lock: | $(VENV) ## Write the locks anew; `make lock ARGS=--upgrade` takes newer versions
	@test -x $(VENV)/lock/bin/uv || { $(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv; }
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --extra en --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove the environment, caches and what a build wrote
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

chromium:
	@if [ -n "$${CHROMIUM:-}" ] || command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	else echo "The browser tests need Chromium: install it, or set CHROMIUM to the path of a Chromium or Chrome."; fi

$(VENV):
	@[ -n "$(PYTHON)" ] || { echo "newskg needs Python 3.11, 3.12 or 3.13 with its venv module; install one, or name it: make PYTHON=/path/to/python3.12 graph" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/graph.stamp: requirements.lock pyproject.toml | $(VENV)
	@echo "Installing newskg into $(VENV) …"
	@$(LOCKED) requirements.lock
	@$(PACKAGE)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)
	@echo "Installing newskg and what its tests need into $(VENV) …"
	@$(LOCKED) requirements-dev.lock
	@$(PACKAGE)
	@touch $@

.PHONY: help graph test test-slow coverage bench lock clean chromium
