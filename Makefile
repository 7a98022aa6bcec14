# make run    the bot: in Telegram where there is a token, else in this terminal
# make test   all tests        make check  ruff and mypy        make bench  the measurements of docs/measured.md
# make torture  kills, failing servers, odd updates, hostile articles and files; SIZE=small, full or 0.2, SEED=number
# make soak     questions without a pause; MINUTES=10 A_SECOND=20
# make reader the reader's training, about an hour; what it makes is in the repository
# make lock   deploy/requirements.txt, what the container installs; make audit asks whether any of it is known to be unsafe
#
# PYTHON=python3.11            another interpreter
# EXTRAS=llm,socks             what pyproject.toml calls optional; remembered, EXTRAS= forgets it
# SLIM=1                       without torch and sentence-transformers: for the model that comes along; remembered likewise
# TORCH_INDEX=URL              where pip finds a CPU build of torch, if your package index has only the CUDA one

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= $(shell cat $(VENV)/extras 2>/dev/null)
EXTRAS := $(EXTRAS)
SLIM ?= $(shell cat $(VENV)/slim 2>/dev/null)
SLIM := $(SLIM)
INSTALLED = $(VENV)/installed$(SLIM:%=-slim)$(EXTRAS:%=-%)
export TORCH_INDEX

.PHONY: run test check bench torture soak reader lock audit

# what a Python installed that is gone or does not fit is installed again
ifneq ($(shell .ci/fits $(VENV)/bin/python pip && echo yes),yes)
.PHONY: $(INSTALLED) $(VENV)/installed-test
endif

run: $(INSTALLED)
	@echo '$(EXTRAS)' >$(VENV)/extras
	@echo '$(SLIM)' >$(VENV)/slim
	@$(VENV)/bin/newsbot start

# many tests wait for servers: three workers keep two cores busy
test: $(VENV)/installed-test
	@$(VENV)/bin/python -m pytest -n 3 --dist loadfile

check: $(VENV)/installed-test
	@.ci/check $(VENV)

bench: $(VENV)/installed-test
	@.ci/bench $(VENV)

torture: $(VENV)/installed-test
	@$(VENV)/bin/python -m tests.bench.torture $(or $(SIZE),full) $(SEED)

soak: $(VENV)/installed-test
	@$(VENV)/bin/python -m tests.bench.soak $(or $(MINUTES),10) $(or $(A_SECOND),20)

reader: $(VENV)/installed-test
	@.ci/reader $(VENV)

lock audit:
	@.ci/$@ $(PYTHON) $(VENV)/tools

$(INSTALLED): pyproject.toml
	@.ci/install $(PYTHON) $(VENV) '.$(EXTRAS:%=[%])' $(SLIM:%=slim) && touch $@

$(VENV)/installed-test: pyproject.toml
	@.ci/install $(PYTHON) $(VENV) '.[test,check]' && touch $@ $(VENV)/installed
