# Set-up, build and tests; the work is in tools/. Every target can be interrupted and run again.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help play dev build native test lint screens bench dist wheel site lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

play: ## set up what is missing and serve the playground
	@$(PYTHON) tools play --host $(HOST) --port $(PORT)

dev: ## the same, rebuilding when a file in py/ or web/ changes
	@$(PYTHON) tools dev --host $(HOST) --port $(PORT)

build: ## the native engine, .venv and the page
	@$(PYTHON) tools build

native: ## only .venv with the native engine
	@$(PYTHON) tools native

test: ## set up what is missing and run all tests, the browser included
	@$(PYTHON) tools test

lint: ## formats, lint and types
	@$(PYTHON) tools lint

screens: ## pictures of every state of the page, for a person to look at, in dist/screens
	@$(PYTHON) tools screens $(ARGS)

bench: ## speed, beside other libraries where they are there; ARGS=--record keeps it
	@$(PYTHON) tools bench $(ARGS)

dist: ## the engine as it is shipped, into web/engine
	@$(PYTHON) tools dist

wheel: ## one pip-installable wheel with page, engine and server
	@$(PYTHON) tools wheel

site: ## dist/static: the playground for any file server, also below a path
	@$(PYTHON) tools site

lock: ## requirements/*.txt after a change in pyproject.toml (needs uv)
	@tools/lock_requirements.sh

clean: ## what builds made here; downloads in the cache stay
	@$(PYTHON) tools clean
