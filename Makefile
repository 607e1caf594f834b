# Board Report's verbs: `make help` lists them. Needs make, a POSIX shell and Python 3.11 or newer (or uv).
# PYTHON=python3.12 chooses the Python of .venv, which is made again where it is another one's.
# RETURNS, PERIOD and the like reach the recipes as environment variables, so folders with spaces are safe.

.DEFAULT_GOAL := help
.PHONY: help start report issue check template benchmarks guide test test-fast bench fuzz mutants verdicts disclosure conformance web-test versions wheel desk-file desk-test lock clean
.NOTPARALLEL:

# An environment may forbid byte code, and without it everything starts twice as slowly. Nor may it lend us modules.
unexport PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_PROJECT_ENVIRONMENT := .venv

ROOMS := report charts layouts inputs
UV := uv
SBOM := board-report.cdx.json

NODE := tests/desk/node_modules/.holds-all

# What .venv holds. Each is written last, when its installation is whole, and is out of date when the lock is newer.
RUNTIME := .venv/.holds-runtime
DEV := .venv/.holds-dev

help: ## list the verbs
	@echo "Board Report: the services' Excel returns in, the corporate-parenting report out."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo "For example: make report RETURNS=\"/some/folder\" PERIOD=2023-12"

start: $(RUNTIME) ## begin: say whose report it is, and see what your workbooks hold [RETURNS=folder] [COUNCIL=Dudley] [COMMITTEE=name] [MEETING="12 January 2024"] [CONTACT=who]
	@.venv/bin/boardreport start $${RETURNS:+"$$RETURNS"} $${COUNCIL:+--council "$$COUNCIL"} \
		$${COMMITTEE:+--committee "$$COMMITTEE"} $${MEETING:+--meeting "$$MEETING"} $${CONTACT:+--contact "$$CONTACT"} \
		$${OUTPUT:+--output "$$OUTPUT"}

report: $(RUNTIME) ## build the report and the young people's sheet [RETURNS=folder] [PERIOD=2023-12] [LAYOUT=name] [OUTPUT=folder] [EDITION="large-print web exempt"] [REISSUE="why"]
	@set --; for edition in $$EDITION; do set -- "$$@" "--$$edition"; done; \
	.venv/bin/boardreport build $${RETURNS:+"$$RETURNS"} $${PERIOD:+--period "$$PERIOD"} \
		$${LAYOUT:+--layout "$$LAYOUT"} $${OUTPUT:+--output "$$OUTPUT"} "$$@" $${REISSUE:+--reissue "$$REISSUE"}

issue: $(RUNTIME) ## seal every report of the month that was built, so that it is remembered [PERIOD=2023-12] [EDITION=exempt] [REISSUE="why"]
	@set --; for edition in $$EDITION; do \
		case "$$edition" in large-print|web) ;; *) set -- "$$@" "--$$edition" ;; esac; done; \
	.venv/bin/boardreport issue $${RETURNS:+"$$RETURNS"} $${PERIOD:+--period "$$PERIOD"} \
		$${LAYOUT:+--layout "$$LAYOUT"} $${OUTPUT:+--output "$$OUTPUT"} "$$@" $${REISSUE:+--reissue "$$REISSUE"}

check: $(RUNTIME) ## read and judge the returns, write no report [RETURNS=folder] [PERIOD=2023-12]
	@.venv/bin/boardreport check $${RETURNS:+"$$RETURNS"} $${PERIOD:+--period "$$PERIOD"}

template: $(RUNTIME) ## write a blank return for each service [PERIOD=2024-01] [RETURNS=folder] [LAYOUT=name] [OUTPUT=folder] [MEASURES="Health 2.1"] [ONE=1]
	@.venv/bin/boardreport template $${RETURNS:+"$$RETURNS"} $${PERIOD:+--period "$$PERIOD"} \
		$${LAYOUT:+--layout "$$LAYOUT"} $${OUTPUT:+--output "$$OUTPUT"} $${ONE:+--one} $${MEASURES:+--measures $$MEASURES}

benchmarks: $(RUNTIME) ## take in published figures to compare with [FILES="a.csv b.csv"] [PUBLISHED=when] [RETURNS=folder]
	@.venv/bin/boardreport benchmarks $${FILES} $${RETURNS:+--folder "$$RETURNS"} $${PUBLISHED:+--published "$$PUBLISHED"}

guide: $(RUNTIME) ## print a page of the guide, or list the pages there are [TOPIC=officer]
	@.venv/bin/boardreport guide $${TOPIC:+"$$TOPIC"}

test: $(DEV) ## lint, format, types, contracts and tests; every step runs, any failure fails
test-fast: $(DEV) ## the same without the tests that take long: under half a minute, for daily work
test-fast: TESTS := -m "not slow"
test test-fast:
	@failed=; \
	step() { title=$$1; shift; echo "== $$title"; "$$@" || failed="$$failed, $$title"; }; \
	step "lint" .venv/bin/ruff check --quiet; \
	step "format" .venv/bin/ruff format --check --quiet; \
	step "types" .venv/bin/mypy; \
	step "contracts" .venv/bin/lint-imports --no-logo; \
	step "tests" .venv/bin/pytest -n auto $(TESTS); \
	if [ -n "$$failed" ]; then echo "make $@: not passed: $${failed#, }." >&2; exit 1; fi

bench: $(RUNTIME) ## measure time, memory and size against bare imports (takes minutes)
	@.venv/bin/python tests/bench/bench.py && .venv/bin/python tests/bench/reading.py

fuzz: $(DEV) ## read returns that chance has damaged, and keep what gives trouble [TIMES=1000] [SEED=1]
	@.venv/bin/python tests/trials/damaged.py $${TIMES:-1000} $${SEED:-1}

mutants: $(DEV) ## read returns whose meaning was altered, and count what is silently wrong [TIMES=1000] [SEED=1]
	@.venv/bin/python tests/trials/mutants.py $${TIMES:-1000} $${SEED:-1}

verdicts: $(DEV) ## count how often verdicts are false on councils made by chance, and write the guide's tables [TIMES=4000] [SEED=1]
	@.venv/bin/python tests/trials/verdicts.py $${TIMES:-4000} $${SEED:-1}

disclosure: $(DEV) ## attack papers of councils made by chance for hidden numbers, and write the guide's table [TIMES=1000] [SEED=1]
	@.venv/bin/python tests/trials/disclosure.py $${TIMES:-1000} $${SEED:-1}

conformance: $(DEV) ## hold the sample and the torture document to both standards (needs Java, and Maven once)
	@.venv/bin/python tests/conformance/verapdf.py

web-test: $(DEV) ## look at web editions of every kind in a browser (needs Node and Chromium) [PICTURES=folder]
	@.venv/bin/python tests/web/prove.py $${PICTURES:+"$$PICTURES"}

versions: $(DEV) ## build the sample with the lowest and newest allowed versions on every Python here, and compare bytes
	@.venv/bin/python tests/supply/versions.py

wheel: $(DEV) ## build the installable package into dist/, with its list of parts (SBOM) and its pinned requirements
	@.venv/bin/hatchling build -t wheel
	@cp $(SBOM) requirements.txt dist/

desk-file: $(DEV) $(NODE) ## put the whole builder into one file to double-click, dist/board-report.html [WHEELS=folder] (needs Node)
	@.venv/bin/python -m report.desk.making $${WHEELS:+--wheels "$$WHEELS"}

desk-test: desk-file ## check the page's scripts, and walk through the file in Chromium and Firefox [BROWSERS="chromium firefox"] [PICTURES=folder] [QUICK=1]
	@npm --prefix tests/desk run --silent check
	@.venv/bin/python tests/desk/cases.py .cache/desk/cases
	@node tests/desk/walk.mjs dist/board-report.html .cache/desk/cases $${BROWSERS:-chromium firefox} \
		$${PICTURES:+--shots "$$PICTURES"} $${QUICK:+--quick}
	@node tests/desk/served.mjs .venv/bin/python .cache/desk/cases $${BROWSERS:-chromium firefox}
	@test -n "$$QUICK" || node tests/desk/compare.mjs dist/board-report.html .venv/bin/python \
		tests/inputs/kinds/*.ods tests/inputs/kinds/*.xls tests/whole/kept/*/returns

# What the one-file edition is made and tried with, exactly as its lock lists it.
$(NODE): tests/desk/package-lock.json
	@command -v npm >/dev/null || { echo "This needs Node 20 or newer, with npm: install them, then run make again." >&2; exit 1; }
	@cd tests/desk && npm ci --silent --no-audit --no-fund
	@touch $@

# A release that is bad, or not its author's, is mostly found and withdrawn within days.
YOUNGEST_RELEASE := 1 week

lock: $(DEV) ## choose the newest allowed versions older than a week again, and export them
	@.venv/bin/uv --version >/dev/null 2>&1 || { echo "make lock needs uv, and .venv/bin/uv does not run:" \
		"run 'make clean', then make lock again; that installs it." >&2; exit 1; }
	@.venv/bin/uv lock --upgrade --exclude-newer "$(YOUNGEST_RELEASE)"
	@.venv/bin/uv export --frozen --quiet --no-emit-project --no-header --no-dev -o requirements.txt >/dev/null
	@.venv/bin/uv export --frozen --quiet --no-emit-project --no-header -o requirements-dev.txt >/dev/null
	@.venv/bin/uv export --frozen --quiet --no-dev --format cyclonedx1.5 | .venv/bin/python tests/supply/sbom.py $(SBOM)

clean: ## remove the environment and everything built, never the reports in output/
	@rm -rf .venv build dist .cache tests/desk/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find $(ROOMS) tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Gone, or its Python was upgraded away, or PYTHON is new enough and another one: make it again.
ANOTHER := import os, sys; sys.exit(sys.version_info < (3, 11) or \
	os.path.isdir(".venv/lib/python%d.%d" % sys.version_info[:2]))
BROKEN := $(shell test -x .venv/bin/python || echo broken)
ifneq ($(PYTHON),)
BROKEN += $(shell "$(PYTHON)" -c '$(ANOTHER)' 2>/dev/null && echo broken)
endif
.PHONY: broken

$(RUNTIME): uv.lock requirements.txt $(BROKEN)
	@$(call install,--no-dev,requirements.txt)
	@touch $@

$(DEV): uv.lock requirements-dev.txt $(BROKEN)
	@$(call install,--dev,requirements-dev.txt)
	@touch $(RUNTIME) $@

# Fill .venv with exactly what the lock lists, each file checked against its hash: with uv, or with the standard
# library's venv and pip. The project itself is not built or fetched: its folders go on the environment's path and
# its command beside Python, both by relative paths, so a checkout may be moved. All of it is compiled here, because
# neither tool can be relied on to; a file that will not compile is no reason to stop.
# $(1): the group for uv, $(2): the list for pip.
define install
	rm -f $(RUNTIME) $(DEV); \
	once="Installing Board Report's libraries into .venv (only this once; it takes a minute or two)."; \
	if [ -n "$(UV)" ] && "$(UV)" --version >/dev/null 2>&1; then \
		echo "$$once" >&2; \
		"$(UV)" sync --frozen --no-install-project $(1) $${PYTHON:+--python "$$PYTHON"} \
			|| { echo "uv could not install them: see above. 'make $(MAKECMDGOALS) UV=' tries without uv." >&2; exit 1; }; \
	else \
		$(find_python); \
		echo "$$once" >&2; \
		"$$python" -m venv --clear .venv && .venv/bin/python -m pip --disable-pip-version-check install \
			--quiet --no-compile --no-deps --require-hashes -r $(2) \
			|| { echo "pip could not install them: see above, put it right and run make again." >&2; exit 1; }; \
	fi; \
	for packages in .venv/lib/python3*/site-packages; do echo ../../../.. > "$$packages/board_report.pth"; done; \
	printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -P -m report "$$@"\n' > .venv/bin/boardreport; \
	chmod +x .venv/bin/boardreport; \
	.venv/bin/python -m compileall -q -j 0 .venv/lib $(ROOMS) || :
endef

# The first Python that is new enough and can make environments, as $$python; or one line that says what to do.
define find_python
	python=; old=; bare=; \
	for name in $${PYTHON:+"$$PYTHON"} python3 python python3.14 python3.13 python3.12 python3.11; do \
		version=$$("$$name" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue; \
		"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$$version; continue; }; \
		"$$name" -c 'import ensurepip, venv' 2>/dev/null || { bare=$$version; continue; }; \
		python=$$name; break; \
	done; \
	again="then run make again."; \
	if [ -z "$$python" ] && [ -n "$$bare" ]; then \
		echo "Python $$bare has no venv module: install it (Debian and Ubuntu: apt install python3-venv), $$again" >&2; \
		exit 1; \
	elif [ -z "$$python" ] && [ -n "$$old" ]; then \
		echo "Python 3.11 or newer is needed and only $$old was found: install a newer one, $$again" >&2; \
		exit 1; \
	elif [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed and none was found: install it, $$again" >&2; \
		exit 1; \
	fi
endef
