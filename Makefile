# Two commands do all the set-up on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
PY := .venv/bin/python
ALONE := -p no:randomly -o addopts=--import-mode=importlib

.DEFAULT_GOAL := help
.PHONY: help setup dev run stop reset test check bench growth judge faults oracle lock docs bundle shots

help:            ## these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */make \1\t/' | expand -t 16

setup:           ## the environment in .venv, as `make run` needs it
	@$(PYTHON) scripts/setup.py run

dev:             ## the environment with everything for tests and checks
	@$(PYTHON) scripts/setup.py dev

run: setup       ## servers, desk, worker and beat; one Ctrl-C stops all
	@$(PY) -m newsroom.local.up

stop: setup      ## stop what `make run` started elsewhere
	@$(PY) -m newsroom.local.down

reset: setup     ## throw this machine's desk away, after asking
	@$(PY) -m newsroom.local.reset

test: dev        ## all tests, the browser's too
	@$(PY) scripts/run_tests.py

check: dev       ## format, lint, types, imports, migrations, bundle, docs
	@$(PY) scripts/check.py

bench: dev       ## measures, printed
	@$(PY) -m pytest tests/bench -s $(ALONE)

growth: dev      ## how search grows to a million items, drawn to docs/growth.svg
	@NIGHTDESK_BENCH_PLOT=yes $(PY) -m pytest tests/bench/test_search.py -s $(ALONE)

judge: dev       ## what the judge of framing is worth: hands it never saw, clean pieces, pace
	@OPENBLAS_NUM_THREADS=1 $(PY) -m desk.policy.framing.measure

faults: dev      ## the slow trials: kills, long paths, taken ports
	@$(PY) -m pytest tests/faults $(ALONE)

oracle: dev      ## agreement with other readers, where the real documents are
	@$(PY) -m pytest tests/oracle -s $(ALONE)

lock: dev        ## compile the three locks from pyproject.toml
	@$(PY) scripts/lock.py

docs: setup      ## write the pages that are made from the code
	@$(PY) manage.py list_checks --write

bundle:          ## build the browser's editor; needs node and npm
	cd desk/editor && npm ci --no-audit --no-fund && npm run build

shots: dev       ## pictures of the screens for the README
	@CHROMIUM="$$($(PY) scripts/chromium.py)" $(PY) -m tests.browser.shots
