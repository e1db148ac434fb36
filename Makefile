# Alles wat u met Ketenspiegel doet, begint hier. `make` zonder woord toont de lijst.
.DEFAULT_GOAL := help
.PHONY: help start test check stijl typen proeven bench power chaos belasting fuzz sbom klaar klaar-test voorbeeld schermen taal schoon

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
LEVERINGEN := $(wildcard data/casus-amsterdam/*/) $(wildcard data/voorbeeldstad/*/)
CHROMIUM := /usr/bin/chromium
# What is compiled is kept, also where that was switched off: else each of many processes does it again.
export PYTHONDONTWRITEBYTECODE :=

help: ## toon deze lijst
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

start: klaar ## zet alles klaar, laad de voorbeelden en open het dashboard op http://localhost:8501
	$(PY) -m etl laden $(LEVERINGEN) > build/laden.txt || { cat build/laden.txt; exit 1; }
	@tail -n 1 build/laden.txt
	@echo "Open http://localhost:8501 in uw browser. Stoppen: Ctrl+C."
	$(PY) -m streamlit run dashboard/app.py

test: stijl ## draai lint, types en alle tests
	@$(MAKE) --no-print-directory -j 2 typen proeven

check: stijl typen ## draai lint en types, en kijk licenties en bekende kwetsbaarheden na

stijl: klaar-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m tests.afhankelijkheden

# The types are looked at while the tests run: that leaves no core idle.
typen: klaar-test
	$(PY) -m mypy

proeven: klaar-test
	$(PY) -m pytest -n 2

bench: klaar-test ## meet de snelheid van laden en tonen, met de ondergrens erbij
	$(PY) -m tests.bench.laden
	$(PY) -m tests.bench.beweging
	$(PY) -m tests.bench.tonen
	$(PY) -m tests.bench.pakket

power: klaar-test ## meet hoe vaak de regels vinden wat er is, en voor niets vragen
	$(PY) -m tests.power

chaos: klaar-test ## breek het laden en het magazijn op allerlei manieren, en tel wat er verloren gaat
	$(PY) -m tests.chaos

belasting: klaar-test ## laat vijftig mensen twintig minuten lezen terwijl er nieuwe cijfers komen, en meet wat de server daarvan merkt
	$(PY) -m tests.belasting

fuzz: klaar-test ## probeer honderdduizend kapotte leveringen, in één proces
	$(PY) -m tests.fuzz

sbom: klaar-test ## schrijf de lijst van alle onderdelen naar build/sbom.json
	$(PY) -m tests.afhankelijkheden.sbom

voorbeeld: klaar ## maak de fictieve gemeente Voorbeeldstad opnieuw
	$(PY) -m etl voorbeeld

schermen: klaar-test ## maak de schermafdrukken voor README en handleiding opnieuw
	$(PY) -m docs.schermen

taal: klaar-test ## vertaal de eigen woorden van het commando opnieuw
	$(VENV)/bin/pybabel compile --domain messages --directory etl/taal

schoon: ## haal weg wat opnieuw gemaakt kan worden (niet het magazijn)
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis

klaar: build/klaar
klaar-test: build/klaar-test

# The stamps hold until the pinned versions change. Python compiles what it uses when it uses it: all of it at once takes longer.
build/klaar: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ketenspiegel vraagt Python 3.11 of nieuwer."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory pakket PAKKET=python3-venv
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --no-compile --disable-pip-version-check -r requirements.txt
	@mkdir -p build && touch $@

build/klaar-test: requirements-dev.txt requirements-los.txt build/klaar
	@test -x $(CHROMIUM) || $(MAKE) --no-print-directory pakket PAKKET="chromium fonts-dejavu-core"
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || $(MAKE) --no-print-directory pakket PAKKET=postgresql
	$(PY) -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	$(PY) -m pip install --quiet --no-compile --disable-pip-version-check --no-deps -r requirements-los.txt
	@mkdir -p build && touch $@

.PHONY: pakket
pakket:
	@echo "Debian-pakket nodig: $(PAKKET)"
	@if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PAKKET); \
	else sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PAKKET); fi
