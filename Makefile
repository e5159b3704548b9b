# Krachtspiegel. `make run` en `make test` doen alles zelf op een machine met Python 3.11 en make.
PYTHON ?= python3
RUN := .venv/bin/python
DEV := .venv-dev/bin/python

.DEFAULT_GOAL := help
.PHONY: help run demo-reset test test-quick check bench lock migration

help: ## Toon deze lijst
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/ready ## Start de site op http://127.0.0.1:8000 (PORT=…, DEMO=0 voor een lege start)
	@$(RUN) serve.py

demo-reset: .venv/ready ## Zet de demo terug zoals zij begon
	@$(RUN) -m flask demo reset

test: .venv-dev/ready ## Alle tests, op SQLite en op PostgreSQL, met Chromium waar het kan
	@$(DEV) -m tests.everything

test-quick: .venv-dev/ready ## De tests zonder browser, alleen op SQLite
	@$(DEV) -m pytest -m "not browser"

check: .venv-dev/ready ## Stijl, typen, importregels, documentatie en cursusinhoud
	@$(DEV) -m ruff check .
	@$(DEV) -m mypy
	@$(DEV) -m flask modules check
	@$(DEV) -m pytest tests/test_house.py tests/test_docs.py

bench: .venv-dev/ready ## Meet de snelheid tegen een kale Flask-pagina
	@$(DEV) -m benchmarks.run

lock: ## Maak de lockbestanden opnieuw (voor ontwikkelaars; gebruikt uv)
	@$(PYTHON) -m venv /tmp/krachtspiegel-lock && /tmp/krachtspiegel-lock/bin/pip install --quiet uv
	@/tmp/krachtspiegel-lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	@/tmp/krachtspiegel-lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

migration: .venv-dev/ready ## Maak een migratie uit de modellen: make migration m="wat er verandert"
	@$(DEV) -m flask db migrate -m "$(m)"

.venv/ready: requirements.txt
	@echo "De omgeving wordt gemaakt (eenmalig) …"
	@$(PYTHON) -m venv .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv-dev/ready: requirements-dev.txt
	@echo "De testomgeving wordt gemaakt (eenmalig) …"
	@$(PYTHON) -m venv .venv-dev
	@$(DEV) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
