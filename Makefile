# Trocha's two commands are `make brief` and `make test`; `make help` lists the rest.

SWIFT ?= swift
PREFIX ?= $(HOME)/.local
PROGRAM = .build/release/trocha

LABELLED = Tests/ClaimsTests/labelled
# A copy of the repository with the steps of docs/extend carried out.
EXTENDED = .build/extended

# Where `make pack` puts the tables that do not ship.
PACK = pack

.PHONY: help brief serve test check-long kept-what-if fuzz release packages manual mpi build lint format bench figures pack docs install clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

brief: ## install what is missing, build, and write the two briefs into brief/
	@scripts/install-missing.sh build brief
	$(SWIFT) build -c release --product trocha
	$(PROGRAM) brief --as-of 2023-10-05 --out brief/2023-10-05
	$(PROGRAM) brief --out brief

serve: ## install what is missing, build, and open Trocha for a browser
	@scripts/install-missing.sh build brief
	$(SWIFT) build -c release --product trocha
	$(PROGRAM) serve

test: ## install what is missing, lint, and run every test
	@scripts/install-missing.sh build brief test
	@$(MAKE) --no-print-directory lint
	$(SWIFT) build -c release --build-tests
	SWIFT=$(SWIFT) scripts/run-tests.sh

check-long: ## what takes longer: random tables, labelled passages, recipes, faults, sieges, fuzzing, sanitizers, packages
	@scripts/install-missing.sh build brief test
	$(SWIFT) build -c release --build-tests
	TROCHA_ORACLE_SEEDS=20 scripts/run-tests.sh --filter Oracle
	TROCHA_LEDGER_SEEDS=100000 scripts/run-tests.sh --filter CorridorLedgerTests
	scripts/install-missing.sh slurm || true
	$(MAKE) --no-print-directory mpi && $(SWIFT) build -c release --build-tests \
	  && scripts/run-tests.sh --filter 'MPICommandTests|SlurmTests'
	for set in $(LABELLED)/*.jsonl; do echo "$$set"; $(PROGRAM) check --labelled "$$set" | tail -5; done
	python3 Benchmarks/measure-claims.py $(PROGRAM)
	root="$$(mktemp -d)"; $(MAKE) --no-print-directory install PREFIX="$$root" \
	  && cd / && "$$root/bin/trocha" record show usbp-southwest --period 2023-08 --record "$$root/record.sqlite" \
	  && rm -rf "$$root"
	rm -rf $(EXTENDED)/trocha && scripts/recipes.py apply --copy $(EXTENDED)/trocha
	$(SWIFT) build -c release --package-path $(EXTENDED)/trocha --scratch-path $(EXTENDED)/build --product trocha
	scripts/recipes.py try $(EXTENDED)/build/release/trocha
	$(MAKE) --no-print-directory kept-what-if && git diff --exit-code --stat -- $(KEPT)
	if command -v firefox-esr; then scripts/firefox-walk.py --serve $(PROGRAM); fi
	scripts/faults.py $(PROGRAM) --kills 100
	scripts/crowd.py $(PROGRAM)
	scripts/besiege.py $(PROGRAM)
	$(MAKE) --no-print-directory manual
	$(MAKE) --no-print-directory fuzz
	scripts/sanitize.sh
	$(MAKE) --no-print-directory release packages

KEPT = Sources/Corridors/Resources/corridors/venezuela-us/what-if.json.gz
KEPT_SCENARIOS = flights-none flights-monthly flights-weekly flights-daily tps-not-widened
kept-what-if: ## make again the results of the corridor's own scenarios that come with it
	$(SWIFT) build -c release --product trocha
	record="$$(mktemp -d)" && $(PROGRAM) whatif $(KEPT_SCENARIOS) --from 2023-10 --through 2024-06 --runs 60 --seed 1 --json \
	  --record "$$record/record.sqlite" | gzip -9n > $(KEPT) && rm -rf "$$record"

fuzz: ## fuzz each reader for $$SECONDS (default 30) with libFuzzer; READERS names some
	scripts/fuzz.sh $(or $(SECONDS),30) $(READERS)

release: ## make the tarball, the Debian package and their checksums in .build/packages
	scripts/release.sh

packages: ## try what `make release` made: in an empty folder, and as root in a clean Debian
	@scripts/install-missing.sh release
	@if [ "$$(id -u)" -eq 0 ]; then scripts/try-packages.sh; else sudo scripts/try-packages.sh; fi

manual: build ## make the manual, a site that opens offline, in .build/manual
	@scripts/install-missing.sh manual
	scripts/manual.py $(PROGRAM)

mpi: ## install Open MPI, and build trocha-mpi for many processes
	@scripts/install-missing.sh build mpi
	TROCHA_MPI=1 $(SWIFT) build -c release --product trocha-mpi

build: ## build in release
	@scripts/install-missing.sh build
	$(SWIFT) build -c release

lint: ## check the format of the code, and that what the libraries offer is documented
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks
	@python3 scripts/documented.py --require

format: ## format the code
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

bench: ## measure in release, against references in the same run
	@scripts/install-missing.sh build brief test
	$(SWIFT) build -c release --product trocha
	cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark

figures: ## compile the tables that ship from the published ones in $TROCHA_SHARED
	@test -n "$$TROCHA_SHARED" || { echo "Set TROCHA_SHARED to the folder that holds data/official-through-2025-05, data/vintages and data/new-series." >&2; exit 1; }
	$(SWIFT) run -c release compile-figures "$$TROCHA_SHARED/data" Sources/Record/Resources/figures
	$(SWIFT) run -c release measure-outlook learned Sources/Record/Resources/learned/shipped.learned

pack: ## make a pack of the tables that do not ship, from the published ones in $TROCHA_SHARED, into $PACK
	@test -n "$$TROCHA_SHARED" || { echo "Set TROCHA_SHARED to the folder that holds data/official-through-2025-05, data/vintages and data/new-series." >&2; exit 1; }
	$(SWIFT) run -c release compile-figures --pack "$$TROCHA_SHARED/data" $(PACK)

docs: ## make the API documentation of the record
	$(SWIFT) package generate-documentation --target Record

install: build ## copy the program and its tables to PREFIX (default ~/.local)
	mkdir -p "$(PREFIX)/bin" "$(PREFIX)/lib/trocha"
	cp -R .build/release/trocha .build/release/*.resources "$(PREFIX)/lib/trocha/"
	ln -sf "$(PREFIX)/lib/trocha/trocha" "$(PREFIX)/bin/trocha"

clean: ## remove what was built
	rm -rf .build Benchmarks/.build brief
