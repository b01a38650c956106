# One small script does it all; see make.py.
PYTHON ?= python3

.PHONY: report test accept setup
report test accept setup:
	$(PYTHON) make.py $@
