#!/bin/sh
# 100,000 rows of the Plan sheet against a bare libxlsxwriter loop with the same cells and formats. Bound: 1.5 x.
set -eu
"$B/tests/bench/bench_export"
