#!/bin/sh
# Judged lines of a second blind set (tests/gold/blind, its README), over a registry of their own. The floors lie a little below what was measured.
set -u
prog=$1 set=tests/gold/blind what="secondes lignes jugées à l'aveugle"
floors="p_at_1 least 0.50"
. tests/gold/lib/judged.sh
