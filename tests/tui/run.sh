#!/bin/sh
# Transcripts of the terminal interface: `$ ` lines are commands of `mahalli tui --script` (mahalli help tui), what follows is what they
# print; `#` lines are comments. Comments that begin the file may say:
#   # plan: demo (samples; meant when nothing is said), empty (a new plan), none
#   # size: 80x24
#   # args: --role pharmacien
#   # setup: a shell command run before, `mahalli` meaning the plan of the test; may stand several times
# Runs the commands again on a fresh copy of the plan and compares.
#   run.sh PROG FILE [--update]
set -u
prog=$(realpath "$1")
file=$(realpath "$2")
update=${3:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-tui.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 TERM=dumb HOME="$work" USER=testeur MAHALLI_FILE=plan.db
unset MAHALLI_ROLE MAHALLI_USER
said() { sed -n "/^#/!q; s/^# $1: *//p" "$file"; }
plan=$(said plan)
size=$(said size)
mkdir "$work/in" "$work/bin"
ln -s "$prog" "$work/bin/mahalli"
ln -s "$(pwd -P)/samples" "$work/in/samples"
ln -s "$(pwd -P)/tests/tui/data" "$work/in/data"
case ${plan:-demo} in
demo) demo=$(sh tests/tui/plan.sh "$prog") || { echo "not ok - $(basename "$file") : plan d'essai"; exit 1; }
    cp "$demo" "$work/in/plan.db" ;;
empty) (cd "$work/in" && "$prog" init --year 2027 > /dev/null) || exit 1 ;;
none) ;;
*) echo "not ok - $(basename "$file") : plan « $plan »"; exit 1 ;;
esac
{ echo "echo on"; sed -n 's/^\$ //p; /^#/p' "$file"; } > "$work/script"
cd "$work/in" || exit 1
PATH="$work/bin:$PATH"
said setup > "$work/setup"
sh -e "$work/setup" > "$work/setup.out" 2>&1 || { sed 's/^/# /' "$work/setup.out"; echo "not ok - $(basename "$file") : setup"; exit 1; }
# shellcheck disable=SC2046
mahalli tui --script "$work/script" --size "${size:-80x24}" $(said args) > "$work/got" 2>&1 < /dev/null
rc=$?
[ $rc = 0 ] || echo "[$rc]" >> "$work/got"
if [ "$update" = --update ]; then
    cp "$work/got" "$file"
    exit 0
fi
name=$(basename "$file")
if diff -u "$file" "$work/got" > "$work/diff"; then
    echo "ok - $name"
else
    sed 's/^/# /' "$work/diff" | head -120
    echo "not ok - $name"
    exit 1
fi
