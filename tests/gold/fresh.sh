#!/bin/sh
# Judged lines written blind (tests/gold/fresh, its README), over a registry of their own. The floors lie a little below what was measured.
set -u
prog=$1 set=tests/gold/fresh what="lignes jugées à l'aveugle"
floors="p_at_1 least 0.92
r_at_5 least 0.94
auto_coverage least 0.68
abstention least 0.92
near_recall least 0.91
false_auto most 0.015"
. tests/gold/lib/judged.sh
