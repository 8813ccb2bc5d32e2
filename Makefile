# make run    installs what is missing, builds, opens the window on the sample district
# make test   installs what testing needs too, and runs every check and test
# make lint   formatting, clippy, types of the page
# make bless  writes the generated TypeScript anew
# make bench  measures; see scripts/bench

SHELL := /bin/bash
# rustup puts cargo here; a shell that make was started from need not know it.
export PATH := $(HOME)/.cargo/bin:$(PATH)

PAGE_SOURCES := $(shell find ui \( -name node_modules -o -name dist \) -prune -o -type f -print)

.PHONY: run test lint bless bench setup setup-test page

run: setup page
	cargo run --quiet --package gridwarden-app -- --sample

test: setup-test lint
	cd ui && npm test
	cargo build --workspace --bins
	if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --workspace; else cargo test --workspace; fi

lint: setup page
	cargo fmt --all --check
	cd ui && npm run check
	cargo clippy --workspace --all-targets -- -D warnings

bless: setup
	BLESS=1 cargo test --package gridwarden-core --lib bindings

bench: setup-test page
	scripts/bench

setup:
	@scripts/setup

setup-test:
	@scripts/setup --test

page: ui/dist/index.html

# npm writes this file last, so it is newer than the lock only after an install that went well.
ui/node_modules/.package-lock.json: ui/package-lock.json ui/package.json | setup
	cd ui && npm ci --no-audit --no-fund
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(PAGE_SOURCES)
	cd ui && npm run build
	@touch $@
