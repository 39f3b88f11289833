#!/bin/sh
# Builds the release and compares: run.sh [--rounds N] NAME=LOG.csv=RULES.json ...
set -e
cd "$(dirname "$0")/../.."
cargo build --release --bin remit --example bench-read-csv --example bench-read-xlsx
exec python3 tests/bench/compare.py "$@"
