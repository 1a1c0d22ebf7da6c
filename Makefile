# Everything works from a fresh clone: what a target needs is made first, once.
# Names of files stay relative here: make would tear a folder like "Città di prova" apart.

# Where Python may leave no bytecode, importing Rasa takes 15 seconds in place of 6, at every start.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
SETUP = $(PYTHON) scripts/setup.py $(if $(RETRY_SPACY),--retry-spacy) $(if $(NO_SPACY),--no-spacy)

.DEFAULT_GOAL := help
.PHONY: help setup train run chat test bench bench-service bench-channels bench-console evaluate evaluate-stock ablations lock clean

help: ## this list
	@awk -F ': .*## ' '/^[a-z-]+: .*## /{printf "make %-14s %s\n", $$1, $$2}' Makefile

setup: ## both environments and the trained model (NO_SPACY=1 does without spaCy's Italian model, RETRY_SPACY=1 asks for it again)
	@$(SETUP)

train: ## the model, if something that it depends on has changed (ARGS=--force: anyway)
	@$(SETUP) --no-train
	.venv/bin/sportello train $(ARGS)

run: setup ## everything: web chat, worker, brain, database; Ctrl-C stops it
	@.venv/bin/sportello run

chat: setup ## talk to the bot in the terminal (ARGS=…)
	@.venv/bin/sportello chat $(ARGS)

test: setup ## linters, types and all tests (ARGS=… for pytest)
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/python -m pytest $(ARGS)

bench: setup ## how fast a turn is, beside stock Rasa
	.venv/bin/python -m benchmarks.turn $(ARGS)

bench-service: setup ## from a message in to its reply out, through the database, beside stock Rasa
	.venv/bin/python -m benchmarks.service $(ARGS)

bench-channels: setup ## from a provider's webhook in to our call out, for Telegram and WhatsApp
	.venv/bin/python -m benchmarks.channels $(ARGS)

bench-console: setup ## from a citizen's message to the operator's screen, with 20 consoles open
	.venv/bin/python -m benchmarks.console $(ARGS)

evaluate: setup ## what is understood of the labelled messages of tests/understanding/
	.venv/bin/python -m benchmarks.evaluate

evaluate-stock: setup ## the same of stock Rasa, on a sample of our sentences (ARGS="--sentences 300 --epochs 20")
	.venv/bin/python -m benchmarks.evaluate_stock $(ARGS)

ablations: setup ## what each part of the understanding is worth: a training each, half an hour (ARGS="letters frame …")
	.venv/bin/python -m benchmarks.ablations $(ARGS)

lock: ## the requirement files again from pyproject.toml (ARGS=--upgrade takes the newest versions)
	PYTHON="$(PYTHON)" sh scripts/lock $(ARGS)

clean: ## removes what was generated: environments, caches, trained models
	@sh scripts/clean
