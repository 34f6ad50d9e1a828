# make ask Q="..."   one question        make test   the tests        make lint   ruff and mypy
# make bench         the measurements    make docs   the generated pages
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
Q ?= what activates MGP

.PHONY: ask test lint bench docs clean

# The question reaches the shell as a variable, never as program text.
ask: export QUESTION = $(value Q)
ask: $(READY)
	@$(BIN)/k2graph ask -- "$$QUESTION"

test: $(READY)
	$(BIN)/pytest -n auto $(ARGS)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/run.py $(ARGS)

docs: $(READY)
	$(BIN)/python docs/generate.py

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
