# Two commands are all a newcomer needs: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin

# Each process of a test run would compile the program anew where the surroundings forbid to keep what is compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run test lint privacy bench prove smoke mutants lock

install: .venv/installed

.venv/installed: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Adep needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	touch $@

run: install
	@$(BIN)/python -m bot

test: install
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(COVERAGE)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What is kept of people, out of the schema; run it where no setting differs from the default.
privacy: install
	$(BIN)/python -m bot privacy > docs/privacy.md

# What only the bench and the mutation run need has locks of its own, so that `make install` stays light.
.venv/with-%: requirements-%.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement $<
	touch $@

bench: .venv/with-bench
	$(BIN)/python -m bench

# Load, faults, kills and a day of traffic, with tables of figures: for the night, it takes an hour and a half.
prove: install
	$(BIN)/python -m bench.prove

# Builds what is served (the image, or without a container engine the same root) and sees that it answers.
smoke: install
	deploy/smoke

# Changes the cores in one small way after another and tells which change no test notices.
mutants: .venv/with-mutants
	.ci/mutants

# Pins every dependency again; needs uv (pip install uv).
COMPILE := uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

lock:
	$(COMPILE) pyproject.toml --group dev --output-file requirements.lock
	$(COMPILE) pyproject.toml --constraint requirements.lock --output-file requirements-run.lock
	$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	$(COMPILE) --group mutants --constraint requirements.lock --output-file requirements-mutants.lock
