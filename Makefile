# One small script does it all; see make.py.
PYTHON ?= python3

.PHONY: report test sweep pictures accept setup
report test sweep pictures accept setup:
	$(PYTHON) make.py $@
