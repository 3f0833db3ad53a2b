# Everything that is done with this checkout. `make brief` and `make test` work from a fresh clone with make, git and Python 3.11 or newer.

SHELL := /bin/sh
# Small matrices: threads that wait for each other cost more than they give.
export OMP_NUM_THREADS := 1
VENV := .venv
PY := $(VENV)/bin/python
BENCH_PY := .venv-bench/bin/python
STAMP := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
BENCH_STAMP := .venv-bench/.ready
TRAINING_PY := .venv-training/bin/python
TRAINING_STAMP := .venv-training/.ready
READERS ?= build/readers
CORES := $(shell nproc 2>/dev/null || echo 1)
EXAMPLE := examples/ashtiani-shoigu
EXAMPLE_AT := 2023-09-21T06:00:00Z
SHARED ?= ../shared
PIP := -m pip install --disable-pip-version-check --no-input --quiet

.DEFAULT_GOAL := help
.PHONY: help setup brief example check-example test lint readers quality bench bench-night kills messages screenshots lock wheel check-wheel clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

# The newest Python that is new enough and can make a virtual environment.
define find_python
for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
  found=$$p; $$p -c 'import ensurepip, venv' 2>/dev/null && { python=$$p; break; }; \
done; \
if [ -z "$$found" ]; then echo 'reporter needs Python 3.11 or newer: install it (Debian: apt-get install python3 python3-venv)' >&2; exit 1; fi; \
if [ -z "$$python" ]; then echo "$$found cannot make virtual environments: install its venv module (Debian: apt-get install python3-venv)" >&2; exit 1; fi
endef

setup: $(DEV) ## make the virtual environment from the lock

# To run, then to develop: `make brief` need not wait for the test tools.
$(STAMP): requirements.lock pyproject.toml
	@$(PY) -m pip --version >/dev/null 2>&1 || { $(find_python); echo "setting up $(VENV) with $$python"; $$python -m venv --clear $(VENV); }
	@$(PY) $(PIP) --require-hashes -r requirements.lock
	@$(PY) $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(STAMP) requirements-dev.lock
	@$(PY) $(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH_STAMP): benchmarks/requirements.lock
	@$(find_python); $$python -m venv --clear .venv-bench
	@$(BENCH_PY) $(PIP) --require-hashes -r benchmarks/requirements.lock
	@touch $@

# No hashes: of torch there is a build for each kind of processor and graphics card, and any will do.
$(TRAINING_STAMP): requirements.lock training/requirements.txt
	@$(find_python); $$python -m venv --clear .venv-training
	@$(TRAINING_PY) $(PIP) --require-hashes -r requirements.lock
	@$(TRAINING_PY) $(PIP) -r training/requirements.txt
	@touch $@

brief: $(STAMP) ## make the example's briefing in reports/
	@$(VENV)/bin/reporter brief $(EXAMPLE) -o reports

example: $(STAMP) ## make reports/example/ again
	@$(VENV)/bin/reporter brief $(EXAMPLE) -o reports/example --at $(EXAMPLE_AT)

check-example: example ## fail where reports/example/ is stale
	@test -z "$$(git status --porcelain -- reports/example)" || { git --no-pager diff --stat -- reports/example; \
	  git status --short -- reports/example; echo 'reports/example is stale: run make example and commit it' >&2; exit 1; }

lint: $(DEV) ## style, types and import contracts
	$(VENV)/bin/ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache

test: lint ## lint and every test
	$(PY) -W error -m pytest

readers: ## train the cross-encoder on the labelled events, and without some of them, to score with: an hour of two cores, once
	@if [ -d "$(SHARED)/eval" ]; then $(MAKE) --no-print-directory $(TRAINING_STAMP) && \
	$(TRAINING_PY) -m training.tuned "$(SHARED)/eval/labels" "$(SHARED)/eval/events" $(READERS) --processes $(CORES); \
	else echo "no labelled events in $(SHARED)/eval: nothing to learn from"; fi

# What ships learned from the labelled events, so they are scored with readers that did not see them or, until these are made, with what was
# kept of such; distorted claims and drafts, of which nothing can be kept, with the reader before it learned from any event.
quality: $(DEV) ## score the labelled events, where they lie beside the checkout; distorted claims and drafts as shipped after `make readers` alone
	@if [ -d "$(SHARED)/eval" ]; then readers="$(READERS)"; kept="$(READERS)"; \
	[ -f "$$readers/events.json" ] || { readers=training/distilled_reader.onnx; kept=training/readings.json.gz; echo "for want of readers \
	that did not see an event (make readers), pairs of events are read from $$kept, and distorted claims and drafts by $$readers,\
	which learned from no labelled event and is not what ships"; }; \
	$(PY) -m benchmarks.quality "$(SHARED)/eval" "$$kept" && \
	$(PY) -m benchmarks.distorted "$(SHARED)/eval" "$$readers" && \
	$(PY) -m benchmarks.drafts "$(SHARED)/eval" "$$readers" && \
	$(PY) benchmarks/quality_segment.py "$(SHARED)/eval/data/sent_boundary/wsj_nltk.jsonl" && \
	$(PY) -m benchmarks.outside "$(SHARED)/eval/data" && \
	$(PY) -m benchmarks.oracle_statements "$(SHARED)/eval/labels" "$(SHARED)/eval/events" && \
	$(PY) -m benchmarks.attribution "$(SHARED)/eval/data/polnear/dev.jsonl" && \
	$(PY) -m benchmarks.credits "$(SHARED)/eval" && \
	$(PY) -m benchmarks.independence "$(SHARED)/eval" && \
	$(PY) -m benchmarks.grouping "$(SHARED)/eval/data" && \
	$(PY) -m benchmarks.extraction "$(SHARED)/eval/data/html/pages.jsonl.gz"; \
	else echo "no labelled events in $(SHARED)/eval: nothing scored"; fi

bench: $(DEV) $(BENCH_STAMP) ## time the example against a bare loop and sumy's LexRank, what matching costs, a page's opening, and an archive
	@$(PY) benchmarks/bench.py $(EXAMPLE) --lexrank-python $(BENCH_PY)
	@$(PY) -m benchmarks.matching_cost $(EXAMPLE)
	@$(PY) -m benchmarks.check_cost $(EXAMPLE) examples/draft.md
	@$(PY) -m benchmarks.opening
	@$(PY) -m benchmarks.archive

bench-night: $(STAMP) ## what a night of 1,000 articles costs, and one of 10,000: hours
	@$(PY) -m benchmarks.night "$(SHARED)/eval/data" --articles 1000 10000

kills: $(DEV) ## kill a small night, or one of its workers, at 100 random points, then workers of Dask: the same files after all
	@$(PY) -m benchmarks.night_kills --points 100
	@$(PY) -m benchmarks.night_kills --points 100 --engine dask

messages: $(DEV) ## take the texts of the interface into the catalogues in reporter/render/messages/
	@$(VENV)/bin/pybabel -q extract -F reporter/render/messages/babel.cfg -k noted -k noted_many:1,2 --no-location --omit-header \
	  -o reporter/render/messages/messages.pot .
	@for po in reporter/render/messages/*.po; do $(VENV)/bin/pybabel -q update -i reporter/render/messages/messages.pot -o "$$po" \
	  -l "$$(basename "$$po" .po)" --omit-header --no-fuzzy-matching --ignore-obsolete; done

screenshots: example ## take the pictures of the example in docs/screenshots/
	@$(PY) -m benchmarks.screenshots reports/example/*.html docs/screenshots

lock: $(DEV) ## resolve the dependencies again, with hashes
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build --group dev --extra inputs --extra office --extra nightly --extra dask --extra editor --extra training pyproject.toml -o requirements-dev.lock
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements-dev.lock --group build pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group pyproject.toml:bench -o benchmarks/requirements.lock

fuzz: $(DEV) ## read files changed at random for ten minutes
	@$(PY) -m benchmarks.fuzz_readers 600 $(or $(SEED),0)

wheel: $(STAMP) ## build dist/*.whl
	@$(PY) -m pip wheel --disable-pip-version-check --quiet --no-deps --no-build-isolation -w dist . && ls dist/*.whl

# The wheel alone, in an empty environment: nothing of the checkout may be needed.
check-wheel: wheel ## fail where the wheel makes another briefing than the checkout
	@rm -rf dist/empty && $(PY) -m venv dist/empty/venv
	@dist/empty/venv/bin/python $(PIP) --require-hashes -r requirements.lock
	@dist/empty/venv/bin/python $(PIP) --no-deps dist/reporter_brief-*.whl
	@cd dist/empty && venv/bin/reporter brief ../../$(EXAMPLE) -o made --at $(EXAMPLE_AT)
	@diff -r dist/empty/made reports/example && echo 'the wheel makes the same briefing' && rm -rf dist/empty

clean: ## remove what the targets made, but not reports/
	rm -rf $(VENV) .venv-bench .venv-training dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
