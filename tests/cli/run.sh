#!/bin/sh
# Transcripts: `$ command` (continued by `> ` lines), what it prints on both outputs, `[status]` when not 0; lines that start with
# `#` are comments. Runs every command again in a fresh folder and compares. In a .md file the ```console blocks are the transcript.
#   run.sh PROG FILE [--update]
set -u
prog=$(realpath "$1")
file=$(realpath "$2")
update=${3:-}
root=$(pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-cli.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/in" "$work/bin"
ln -s "$prog" "$work/bin/mahalli"
ln -s "$root/samples" "$work/in/samples"
ln -s "$root/tests/cli/data" "$work/in/data"
case $file in
*.md) awk '/^```console$/{on=1; print "#@"; next} /^```$/{on=0} on' "$file" > "$work/want" ;;
*) cp "$file" "$work/want" ;;
esac
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 TERM=dumb COLUMNS=100 HOME="$work" USER=testeur
unset MAHALLI_FILE
cd "$work/in" || exit 1
: > "$work/got"
awk -v got="$work/got" '
function flush() { if (cmd != "") { gsub(/\047/, "\047\\\047\047", cmd); system("sh -c \047" cmd "\047 >> " got " 2>&1 < /dev/null; rc=$?; [ $rc = 0 ] || echo \"[$rc]\" >> " got); cmd = "" } }
/^\$ / { flush(); print >> got; close(got); cmd = substr($0, 3); next }
/^> / && cmd != "" { print >> got; close(got); cmd = cmd "\n" substr($0, 3); next }
/^#/ { flush(); print >> got; close(got); next }
{ flush() }
END { flush() }' "$work/want"
if [ "$update" = --update ]; then
    case $file in
    *.md) awk -v got="$work/got" '
        /^```console$/ { print; if (!n++) getline line < got; while ((getline line < got) > 0 && line != "#@") print line; on = 1; next }
        /^```$/ { on = 0 }
        !on' "$file" > "$work/new" && cp "$work/new" "$file" ;;
    *) cp "$work/got" "$file" ;;
    esac
    exit 0
fi
name=$(basename "$file")
# How large a workbook comes out moves with every word in it: any size will do.
for side in want got; do
    sed -E 's/[0-9]+( [0-9]{3})* (Kio|Mio)$/N \2/' "$work/$side" > "$work/$side.sized"
done
if diff -u "$work/want.sized" "$work/got.sized" > "$work/diff"; then
    echo "ok - $name"
else
    sed 's/^/# /' "$work/diff" | head -80
    echo "not ok - $name"
    exit 1
fi
