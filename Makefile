# Each goal builds .venv itself; nothing else is installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2

.PHONY: demo test lint bench clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	touch $(READY)

demo: $(READY)
	$(BIN)/duizhao read texts/changsha-skynet-2015/source.txt --output reading-copies/changsha-skynet-2015.html
	$(BIN)/duizhao read texts/chengdu-skynet-2011/source.txt --output reading-copies/chengdu-skynet-2011.html

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) --dist=worksteal -q

lint: $(READY)
	$(BIN)/ruff check toolkit tests bench
	$(BIN)/ruff format --check toolkit tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/duizhao glossary check

bench: $(READY)
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) reading-copies build dist
