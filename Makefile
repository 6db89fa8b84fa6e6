# From a fresh checkout, each of these does all its own set-up, once.
#
#   make demo       try it: http://127.0.0.1:8000/ (PORT=, PLACE=, DEMO_DATA=); Ctrl-C stops all
#   make test       everything CI checks
#   make bench      how fast it is
#   make messages   the translations as programs read them
#   make lock       newer libraries (needs uv)

# The system's own first, where it can make .venv: it is mended with the system, and Debian builds it for speed.
PYTHON ?= $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo /usr/bin/python3 || echo python3)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade
MO := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: demo test bench messages lock
.DEFAULT_GOAL := demo

# exec: a signal for the recipe's shell would not reach what it runs.
demo: .venv/runs $(MO)
	@exec $(PY) -m viktig.cli demo --until-parent-ends

test: .venv/runs .venv/tests $(MO)
	@exec $(PY) tests/run.py

bench: .venv/runs .venv/tests $(MO)
	@exec $(PY) bench/run.py

messages: $(MO)

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: see https://docs.astral.sh/uv/" >&2; exit 1; }
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -o requirements-dev.lock

%.mo: %.po | .venv/runs
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

# The checkout is not built or installed: a relative line in a .pth file leads to src/, wherever the checkout is moved.
.venv/made:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Viktig needs Python 3.11 or later: say which with PYTHON=python3.12.")'
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "Python cannot make .venv: on Debian, install python3-venv." >&2; exit 1; }
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "viktig.pth").write_text("../../../../src\n")'
	@printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$(readlink -f "$$0")")/python" -m viktig.cli "$$@"' >.venv/viktig
	@chmod +x .venv/viktig && mv .venv/viktig .venv/bin/viktig
	@touch $@

.venv/runs: requirements.lock | .venv/made
	@echo "Installing what Viktig stands on (once, about a minute)." >&2
	@$(PIP) -r requirements.lock
	@touch $@

.venv/tests: requirements-dev.lock | .venv/made
	@echo "Installing what the tests need (once, about a minute)." >&2
	@$(PIP) -r requirements-dev.lock
	@touch $@
