# Set-up, tests and the server, with nothing but python3 (3.11 or newer), git and make on the machine.
# Each step leaves a stamp in .venv, so that what is done is not done again.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV_COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
	--extra build --extra postgresql
GAZETTEER_SOURCES := $(wildcard extract/gazetteer*.py extract/place_*.py extract/data/*.tsv)

.PHONY: help setup web run test check lock clean

help:
	@echo "make run     set up and serve on http://127.0.0.1:8000"
	@echo "make test    set up and run the tests"
	@echo "make check   set up and run linter, type checker and import contracts"
	@echo "make web     build the workbench, the web page (make run does so by itself where it can)"
	@echo "make setup   install into .venv and compile the gazetteer"
	@echo "make lock    renew requirements*.txt (needs uv)"
	@echo "make clean   remove .venv, what was built and caches; the database stays"

setup: $(VENV)/.gazetteer

web: $(VENV)/.installed
	@$(BIN)/python scripts/build_web.py

run: setup
	@$(BIN)/python scripts/build_web.py --if-needed --optional
	@exec $(BIN)/belligraph serve

test: setup $(VENV)/.dev
	$(BIN)/python -m pytest

check: setup $(VENV)/.dev
	scripts/check

lock:
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --extra dask --output-file requirements-dask.txt
	$(UV_COMPILE) --extra dask --extra dev --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) web/node_modules app/static build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Belligraph needs Python 3.11 or newer; '$(PYTHON)' is not. Say which: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module does not work here; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.txt pyproject.toml
	@echo "Installing the dependencies into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing the tools for tests and checks ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.gazetteer: $(VENV)/.installed $(GAZETTEER_SOURCES)
	@$(BIN)/belligraph gazetteer build
	@touch $@
