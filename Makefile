# You only need `make run` and `make test`, and Python 3.11 or newer.
# To use another Python: make run PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STAMPS := $(VENV)/.installed
INPUTS := pyproject.toml constraints.txt

# Otherwise every test worker, and every program that a test starts, compiles all modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test core unit coverage check format bench torture soak capture mutants pictures tables site clean

run: $(STAMPS)-run
	@$(BIN)/routine-timer

# More workers than most machines have cores, because tests in real terminals mostly wait.
test: $(STAMPS)-test
	@$(BIN)/pytest -n 4 --dist worksteal

# The core alone: no screens, no docs, no real terminals or sound, nothing that starts the whole program many times.
CORE := $(BIN)/python -m pytest -n 2 --dist worksteal $(addprefix --ignore=tests/,app docs terminal torture bench)
core: $(STAMPS)-test
	@$(CORE) -m "not terminal and not debian"

# The core without verbs, random examples and sweeps over every combination: seconds, to run while you work.
unit: $(STAMPS)-test
	@$(CORE) -p tests.in_memory --ignore=tests/cli -m "not terminal and not debian and not hypothesis and not sweep"

# All tests with coverage, including programs that tests start. Fails below the bounds. Takes twice as long as the tests.
coverage: $(STAMPS)-test
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n 4 --dist worksteal
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report
	@$(BIN)/coverage json --quiet -o .coverage.json
	@$(BIN)/python -m tests.branches .coverage.json

check: $(STAMPS)-check
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

format: $(STAMPS)-check
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Compares the program with its peers, in about half an hour on a quiet machine. For a quick look: make bench BENCH=--quick
BENCH ?= --page docs/performance.md --json bench/results.json
bench: $(STAMPS)-run
	@$(BIN)/python -m bench $(BENCH)

# Kills, faults, damage and bursts of input. Repeatable by seed: make torture TORTURE="--seed 7 --long"
TORTURE ?=
torture: $(STAMPS)-test
	@$(BIN)/python -m torture $(TORTURE)

# Two hours of a session in real time: how much its memory grows goes into docs/soak.md. For less: make soak SOAK="--minutes 20"
SOAK ?= --page docs/soak.md
soak: $(STAMPS)-run
	@$(BIN)/python -m bench.soak $(SOAK)

# A whole session in real time (12 minutes), recorded from a virtual output; what is heard goes into docs/heard.md.
# Needs espeak-ng and PulseAudio (Debian: pulseaudio, pulseaudio-utils). For another one: make capture CAPTURE=core-three
CAPTURE ?= after-workout
capture: $(STAMPS)-test
	@$(BIN)/python -m tests.audio.capture $(CAPTURE) --page docs/heard.md

# Mutation testing of the rules: a test must fail for each small change, or docs/mutants.md says why none can. Runs in a copy
# of the project, in a few minutes. For some of them: make mutants MUTANTS="routine_timer.history.streaks.runs.*"
MUTANTS ?=
mutants: $(STAMPS)-mutants
	@$(BIN)/python -m tests.mutants $(MUTANTS)

# The pictures in the docs, taken from the real app. Needs rsvg-convert and Chromium (Debian: librsvg2-bin, chromium).
pictures: $(STAMPS)-test
	@$(BIN)/python -m docs.make_pictures
	@$(BIN)/python -m docs.make_states
	@$(BIN)/python -m docs.make_figures
	@$(BIN)/python -m docs.make_phone_pictures
	@$(BIN)/python -m docs.make_animation

# What the docs have from the program: file keys, keyboard shortcuts, diagnostic codes, and the manual page.
tables: $(STAMPS)-test
	@$(BIN)/python -m docs.make_tables
	@$(BIN)/python -m docs.make_man

# The docs as a site, in .site/html. A warning is an error.
site: $(STAMPS)-site
	@$(BIN)/python -m docs.make_site .site/pages
	@$(BIN)/zensical build --clean --strict

# The virtual environment, created once. Each stamp file records which dependencies are installed in it.
$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { echo "routine-timer needs Python 3.11 or newer: install it, or name one: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c '' >/dev/null 2>&1 || { echo "routine-timer needs Python 3.11 or newer, and $(PYTHON) does not start: name one that does: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "routine-timer needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1): install a newer one, or name it: make run PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "routine-timer needs Python's venv module: install it (Debian, Ubuntu: apt install python3-venv), or name another Python: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)-run: $(VENV)/pyvenv.cfg $(INPUTS)
	@echo "Installing routine-timer into $(VENV) ..."
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(STAMPS)-test: $(STAMPS)-run
	@echo "Installing what the tests need ..."
	@$(PIP) install -c constraints.txt -e '.[test,images,remote,serve]'
	@touch $@

$(STAMPS)-check: $(STAMPS)-test
	@echo "Installing what the checks need ..."
	@$(PIP) install -c constraints.txt -e '.[test,images,remote,serve,check]'
	@touch $@

$(STAMPS)-site: $(STAMPS)-run
	@echo "Installing what the docs' site needs ..."
	@$(PIP) install -c constraints.txt -e '.[site]'
	@touch $@

$(STAMPS)-mutants: $(STAMPS)-test
	@echo "Installing what the mutants need ..."
	@$(PIP) install -c constraints.txt -e '.[test,images,remote,serve,mutants]'
	@touch $@

clean:
	rm -rf $(VENV) .site dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
