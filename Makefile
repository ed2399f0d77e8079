# What can be done here. Each line makes .venv ready first and needs nothing but make, git and
# Python 3.11 to 3.13; PYTHON=/path/to/python3.12 chooses one.
#
#   make demo     a practice caseload, opened in the window (no display: screenshots in demo-output/)
#   make test     the tests; ARGS="tests/store -k undo" runs some of them
#   make check    all that continuous integration runs
#   make bench    the figures: what is fast, as ratios measured in one run
#   make strings  whether every word on the screen is ready for the translators
#   make lock     renew the exact versions from pyproject.toml; ARGS=--upgrade takes newer ones
#   make package  the wheel, in dist/
#   make clean    remove all that was made here, .venv included

.PHONY: demo test check lint types contracts strings bench lock package clean to-run to-check
.NOTPARALLEL:

BIN := .venv/bin

demo: to-run
	$(BIN)/liaison demo $(ARGS)

test: to-check
	$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),--numprocesses auto --dist worksteal)

check: lint types contracts strings test

lint: to-check
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: to-check
	$(BIN)/mypy

contracts: to-check
	$(BIN)/lint-imports

strings: to-check
	$(BIN)/python -m liaison_app.language.strings check

bench: to-check
	$(BIN)/python -m tests.benchmarks $(ARGS)

lock: to-check
	packaging/lock.sh $(ARGS)

package: to-check
	$(BIN)/python -m hatchling build -t wheel

clean:
	rm -rf .venv build dist demo-output .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find liaison_app ui tests packaging -name __pycache__ -prune -exec rm -rf {} +

to-run:
	@packaging/bootstrap.sh run

to-check:
	@packaging/bootstrap.sh check
