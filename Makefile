# make site    build the site into site/          make test   everything that CI checks
# make serve   live preview while you edit        make bench  the measured table (minutes)
# make docs    the documentation, into build/manual
# make coverage  the tests again, with the lines and branches that they reach
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: site serve docs test coverage lint bench lock browser clean

site: $(VENV)/.site
	$(BIN)/dateline build

serve: $(VENV)/.site
	$(BIN)/dateline serve

docs: $(VENV)/.site
	$(BIN)/mkdocs build --strict --quiet --config-file mkdocs-docs.yml

test: lint browser
	$(BIN)/python -m pytest

# Measuring takes half as long again, so it is a step of its own.
coverage: lint browser
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/run.py

# Chromium for the tests of pages: Debian's where we may install it, else the one Playwright brings.
browser: $(VENV)/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	   then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	   else $(BIN)/playwright install chromium; fi

$(VENV)/.site: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or later: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	$(PIP) install --require-hashes -r requirements-test.txt
	touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.test
	$(PIP) install --require-hashes -r requirements-bench.txt
	touch $@

# Locks carry hashes and no address of an index.
COMPILE = $(BIN)/python -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --no-config --upgrade
lock: $(VENV)/.site
	$(PIP) install pip-tools
	$(COMPILE) --all-build-deps -o requirements.txt pyproject.toml
	$(COMPILE) --extra test -c requirements.txt -o requirements-test.txt pyproject.toml
	$(COMPILE) --extra bench -c requirements-test.txt -o requirements-bench.txt pyproject.toml

clean:
	rm -rf $(VENV) build site dist
