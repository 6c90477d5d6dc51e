#!/bin/sh
# Runs kinds of tests and adds up their TAP lines. Ends with "N passed, N failed, N skipped"; the log of each test stays in
# $B/tests/log. Skips must be in tests/skips.allowed (CI refuses others: see .ci/run).
set -u
B=${B:-build}
LOG=$B/tests/log
rm -rf "$LOG"
mkdir -p "$LOG"
export B
# Sanitized builds: what a library is known to lose is no finding (absolute: tests change folder).
LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$PWD/tests/lsan.supp:print_suppressions=0}
export LSAN_OPTIONS
jobs=$(nproc 2>/dev/null || echo 2)


plan=$LOG/plan
: > "$plan"
add() { printf '%s\t%s\n' "$1" "$2" >> "$plan"; }
for kind in "$@"; do
    case $kind in
    unit) for c in tests/unit/test_*.c; do t=$B/tests/unit/$(basename "$c" .c); add "unit-$(basename "$t")" "CMOCKA_MESSAGE_OUTPUT=TAP $t"; done ;;
    fuzz) for c in tests/fuzz/fuzz_*.c; do t=$B/tests/fuzz/$(basename "$c" .c); add "replay-$(basename "$t")" "sh tests/fuzz/replay.sh $t"; done ;;
    cli) for t in tests/cli/*.t README.md; do [ -f "$t" ] && add "cli-$(basename "$t" .t)" "sh tests/cli/run.sh $B/mahalli $t"; done
        for t in tests/cli/*.sh; do [ "$t" = tests/cli/run.sh ] || { [ -f "$t" ] && add "cli-$(basename "$t" .sh)" "sh $t $B/mahalli"; }; done ;;
    tui) for t in tests/tui/*.tui; do add "tui-$(basename "$t" .tui)" "sh tests/tui/run.sh $B/mahalli $t"; done
        for t in tests/tui/*.sh; do case $t in */run.sh | */plan.sh) ;; *) [ -f "$t" ] && add "tui-$(basename "$t" .sh)" "sh $t $B/mahalli" ;; esac; done ;;
    *) for t in tests/"$kind"/*.sh; do
        [ "$t" = "tests/$kind/run.sh" ] || { [ -f "$t" ] && add "$kind-$(basename "$t" .sh)" "sh $t $B/mahalli"; }; done ;;
    esac
done

one='name=$(printf "%s" "$1" | cut -f1); cmd=$(printf "%s" "$1" | cut -f2-)
start=$(date +%s)
timeout 900 sh -c "$cmd" > "$LOG/$name.tap" 2>&1
rc=$?
if [ $rc != 0 ] && ! grep -q "^not ok" "$LOG/$name.tap"; then echo "not ok - $name s est terminé avec le statut $rc" >> "$LOG/$name.tap"; fi
if ! grep -Eq "^(not )?ok" "$LOG/$name.tap"; then echo "not ok - $name n a rien testé" >> "$LOG/$name.tap"; fi
f=$(grep "^not ok" "$LOG/$name.tap" | grep -vc "# SKIP")
printf "%s %s (%ss)\n" "$([ "$f" = 0 ] && echo "  ok  " || echo "  FAIL")" "$name" "$(($(date +%s) - start))"'
export LOG
tr '\n' '\0' < "$plan" | xargs -0 -n 1 -P "$jobs" sh -c "$one" _

skipped=$(cat "$LOG"/*.tap | grep -E '^(not )?ok' | grep -c '# SKIP')
failed=$(cat "$LOG"/*.tap | grep '^not ok' | grep -vc '# SKIP')
passed=$(cat "$LOG"/*.tap | grep '^ok' | grep -vc '# SKIP')
if [ "$failed" != 0 ]; then
    echo
    for f in "$LOG"/*.tap; do
        grep '^not ok' "$f" | grep -vq '# SKIP' || continue
        echo "--- $f"
        grep -v '^ok' "$f" | head -60
    done
fi
if [ "$skipped" != 0 ]; then
    echo
    echo "Passés sous silence :"
    grep -hE '^(not )?ok.*# SKIP' "$LOG"/*.tap | sed 's/^.*# SKIP */  /'
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
