# Every target sets up what it needs; where make is missing, `python3 packaging/bootstrap.py TARGET` does the same.
PYTHON ?= python3
.PHONY: run test check bench harm fuzz simulate

run test check bench harm fuzz simulate:
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
