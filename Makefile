# `make run` and `make test` set up everything they need; see README.md.
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format bench load clean

run: $(VENV)/app
	$(BIN)/streamlit run app.py

# The journeys by themselves: two browsers with their servers keep two cores busy. 5 is “nothing selected”.
test: check
	$(BIN)/python -m pytest --ignore tests/journeys --numprocesses auto $(PYTEST) || [ $$? = 5 ]
	@chromium=$$(sh tests/journeys/chromium.sh $(BIN)) && \
	CHROMIUM=$$chromium $(BIN)/python -m pytest tests/journeys --numprocesses 2 $(PYTEST) || [ $$? = 5 ]

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# 10,000 hostile cases, or CASES=…, others each time, or the same with PYTEST=--hypothesis-seed=….
CASES := 10000
.PHONY: fuzz
fuzz: $(VENV)/dev
	FUZZ_CASES=$(CASES) $(BIN)/python -m pytest tests/fuzz $(PYTEST)

# See bench/README.md; options in BENCH, such as BENCH="--quick".
bench: $(VENV)/dev
	@chromium=$$(sh tests/journeys/chromium.sh $(BIN)) && \
	CHROMIUM=$$chromium $(BIN)/python -m bench $(BENCH)

# See load/README.md; options in LOAD, such as LOAD="--readers 50 --seconds 60".
load: $(VENV)/dev
	$(BIN)/python -m load $(LOAD)

$(BIN)/python:
	sh tests/venv.sh $(VENV)

$(VENV)/app: $(BIN)/python requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev: $(VENV)/app requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV)

# Kills replicas behind nginx in mid-visit; see deploy/README.md. Options in FAILOVER.
.PHONY: failover
failover: $(VENV)/dev
	@chromium=$$(sh tests/journeys/chromium.sh $(BIN)) && \
	CHROMIUM=$$chromium $(BIN)/python -m deploy.failover $(FAILOVER)
