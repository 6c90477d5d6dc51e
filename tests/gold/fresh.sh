#!/bin/sh
# Judged lines written blind (tests/gold/fresh, its README), over a registry of their own. The floors lie a little below what was measured.
set -u
prog=$1 set=tests/gold/fresh what="lignes jugées à l'aveugle"
floors="p_at_1 least 0.89
r_at_5 least 0.92
auto_coverage least 0.57
abstention least 0.92
near_recall least 0.91
false_auto most 0.025"
. tests/gold/lib/judged.sh
