#!/bin/sh
# Consolidation of 100,000 articles: bound 2 s.
set -eu
"$B/tests/bench/pools"
