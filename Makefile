# One small script does it all; see make.py.
PYTHON ?= python3

.PHONY: report test sweep accept setup
report test sweep accept setup:
	$(PYTHON) make.py $@
