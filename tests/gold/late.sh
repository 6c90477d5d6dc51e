#!/bin/sh
# Judged lines of a third blind set (tests/gold/late, its README), over a registry of their own. The floors lie a little below what was measured.
set -u
prog=$1 set=tests/gold/late what="troisièmes lignes jugées à l'aveugle"
floors="p_at_1 least 0.94
r_at_5 least 0.95
auto_coverage least 0.65
abstention least 0.97
near_recall least 0.90
false_auto most 0.005
special_auto most 0.01"
. tests/gold/lib/judged.sh
