#!/bin/sh
# Our own judged lines: the half `dev` was tuned on, `hold` was not read. The floors are today's.
set -u
prog=$1 set=tests/gold/own what="lignes jugées maison"
floors="p_at_1 least 0.93
false_auto most 0.015"
. tests/gold/lib/judged.sh
