#!/bin/sh
# Judged lines of a fourth blind set (tests/gold/next, its README), over a registry of their own. The floors lie a little below what was measured.
set -u
prog=$1 set=tests/gold/next what="quatrièmes lignes jugées à l'aveugle"
floors="p_at_1 least 0.95
r_at_5 least 0.97
auto_coverage least 0.78
abstention least 0.97
near_recall least 0.90
false_auto most 0.015
special_auto most 0.01"
. tests/gold/lib/judged.sh
