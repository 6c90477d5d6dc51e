#!/bin/sh
# The interface in a real terminal (term.c), where libvterm is at hand; and what stands in place of it without one.
set -u
B=${B:-build}
prog=$(realpath "${1:-$B/mahalli}")
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-pty.XXXXXX")
trap 'rm -rf "$work"' EXIT
unset MAHALLI_FILE MAHALLI_ROLE MAHALLI_USER NO_COLOR
export MAHALLI_NOW=2026-11-21T10:00:00
"$prog" -q -f "$work/plan.db" init --year 2027 || exit 1
fail=0
out=$(TERM=dumb "$prog" -f "$work/plan.db" tui 2>&1 < /dev/null) && case $out in
*"voici le plan en texte"*"Plan d'achat local 2027"*) echo "ok - sans terminal : le plan en texte" ;;
*) printf '%s\n' "$out" | sed 's/^/# /'; echo "not ok - sans terminal : le plan en texte"; fail=1 ;;
esac
if [ ! -x "$B/tests/pty/term" ]; then
    echo "ok - terminal # SKIP libvterm n'est pas installé"
    exit $fail
fi
"$B/tests/pty/term" "$prog" "$work/plan.db" || fail=1
exit $fail
