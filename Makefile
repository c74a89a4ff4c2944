# Every target sets up what it needs; where make is missing, `python3 packaging/bootstrap.py TARGET` does the same.
PYTHON ?= python3
.PHONY: run test check bench harm simulate

run test check bench harm simulate:
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
