#!/bin/sh
# A plan survives what happens to files and processes: an import killed at any moment, two imports at once, a plan that cannot be
# written, a plan whose bytes were changed. Every moment and seed is printed.
set -u
prog=$(realpath "$1")
root=$(pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-safety.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 USER=testeur LC_ALL=C.UTF-8
unset MAHALLI_FILE
failed=0
ok() { echo "ok - $1"; }
not_ok() { echo "not ok - $1"; failed=1; }
m() { "$prog" -f "$@"; }

cd "$work" || exit 1
printf 'code;nom\nBAN;Banc\n' > members.csv
awk -v kind=sites -v SITES=20 -f "$root/tests/bench/rows.awk" > sites.csv
awk -v kind=needs -v N=2500 -v SITES=20 -f "$root/tests/bench/rows.awk" > needs.csv
rows=$(($(wc -l < needs.csv) - 1))
m base.db init --year 2027 -q && m base.db import membres members.csv -q && m base.db import etablissements sites.csv -q

# --- killed while importing ---
cp base.db timed.db
t0=$(date +%s%N)
m timed.db import besoins needs.csv -q
ms=$((($(date +%s%N) - t0) / 1000000))
after=$(m timed.db status --format csv | grep '^besoins;')
before=$(m base.db status --format csv | grep '^besoins;')
[ "$after" = "besoins;$rows" ] && ok "$rows besoins importés" || not_ok "$rows besoins importés : $after"
kills=${KILLS:-12}
[ -n "${MAHALLI_LONG:-}" ] && kills=60
i=0; seen_before=0; seen_after=0; bad=
while [ $i -lt "$kills" ]; do
    i=$((i + 1))
    rm -f k.db k.db-*
    cp base.db k.db
    wait_ms=$((ms * i * 2 / kills))
    m k.db import besoins needs.csv -q > /dev/null 2>&1 &
    pid=$!
    sleep "$(awk -v m="$wait_ms" 'BEGIN{printf "%.3f", m / 1000}')"
    kill -9 $pid 2> /dev/null
    wait $pid 2> /dev/null
    m k.db verify -q > v.txt 2>&1 || bad="$bad verify après ${wait_ms} ms : $(head -1 v.txt);"
    now=$(m k.db status --format csv 2> /dev/null | grep '^besoins;')
    case $now in
    "$before") seen_before=$((seen_before + 1)) ;;
    "$after") seen_after=$((seen_after + 1)) ;;
    *) bad="$bad après ${wait_ms} ms : $now;" ;;
    esac
done
echo "# $kills arrêts entre 0 et $((ms * 2)) ms : $seen_before avant, $seen_after après"
[ -z "$bad" ] && ok "kill -9 pendant un import : le plan est avant ou après" || not_ok "kill -9 :$bad"
m k.db import besoins needs.csv -q && [ "$(m k.db status --format csv | grep '^besoins;')" = "$after" ] &&
    ok "l'import repris après un arrêt est entier" || not_ok "l'import repris après un arrêt est entier"

# --- read, also by a reader that goes away: nothing stays beside the plan ---
cp base.db r.db
for c in "list etablissements" status check history "list fabricants --format json"; do
    # shellcheck disable=SC2086
    m r.db $c 2> /dev/null | head -1 > /dev/null
done
left=$(ls r.db-* 2> /dev/null | tr '\n' ' ')
cmp -s base.db r.db && [ -z "$left" ] && ok "lu, le plan est comme avant et seul" || not_ok "lu, il reste : $left"

# --- two at once ---
awk 'BEGIN { FS = OFS = ";" } NR > 1 { $1 = "X" $1 } { print }' needs.csv > other.csv
rm -f two.db two.db-*
cp base.db two.db
m two.db import besoins needs.csv -q > a.txt 2>&1 & a=$!
m two.db import besoins other.csv -q > b.txt 2>&1 & b=$!
wait $a; ra=$?
wait $b; rb=$?
case "$ra $rb" in
"0 0") want=$((rows * 2)) ;;
"0 5" | "5 0") want=$rows ;;
*) want="0 ou 5 attendu, pas $ra $rb" ;;
esac
got=$(m two.db status --format csv | sed -n 's/^besoins;//p')
[ "$got" = "$want" ] && ok "deux imports à la fois ($ra et $rb) : rien de perdu" || not_ok "deux imports à la fois : $got au lieu de $want"
[ "$ra" = 5 ] && m two.db import besoins needs.csv -q
[ "$rb" = 5 ] && m two.db import besoins other.csv -q
[ "$(m two.db status --format csv | sed -n 's/^besoins;//p')" = $((rows * 2)) ] && m two.db verify -q > /dev/null &&
    ok "celui qui attendait importe ensuite" || not_ok "celui qui attendait importe ensuite"
# Readers are not stopped by a writer.
rm -f two.db two.db-*
cp base.db two.db
m two.db import besoins needs.csv -q & a=$!
m two.db list membres --format csv > r.txt 2>&1; rr=$?
wait $a
[ $rr = 0 ] && grep -q '^BAN;' r.txt && ok "on lit pendant qu'un autre importe" || not_ok "on lit pendant qu'un autre importe ($rr)"

# --- not writable ---
cp timed.db ro.db
chmod 444 ro.db
mkdir closed && cp timed.db closed/plan.db
chmod 444 closed/plan.db
chmod 555 closed
chmod 755 "$work"
# Root may write everywhere: somebody else tries.
as=
[ "$(id -u)" = 0 ] && as="setpriv --reuid=65534 --regid=65534 --clear-groups"
if [ -z "$as" ] || $as "$prog" --version > /dev/null 2>&1; then
    for c in "list membres --format csv" "status" "match --state match" "history"; do
        $as "$prog" -f closed/plan.db $c > ro.txt 2>&1 || not_ok "plan en lecture seule, $c : $(head -1 ro.txt)"
    done
    for c in "import membres members.csv" "undo" "set membres BAN ville=Fès" "judge R000001 none"; do
        $as "$prog" -f closed/plan.db $c > ro.txt 2>&1; r=$?
        [ $r = 6 ] || [ $r = 8 ] || not_ok "plan en lecture seule, $c : statut $r, $(head -1 ro.txt)"
    done
    cmp -s timed.db closed/plan.db && ok "un plan en lecture seule se lit et ne change pas" || not_ok "un plan en lecture seule a changé"
fi
chmod 755 closed
m nulle/part.db list membres > /dev/null 2>&1; r=$?
[ $r = 6 ] && ok "un plan absent est dit" || not_ok "un plan absent : statut $r"
m base.db import besoins /nulle/part.csv > /dev/null 2>&1; r=$?
[ $r = 6 ] && ok "un fichier absent est dit" || not_ok "un fichier absent : statut $r"

# --- damaged ---
rm -f small.db small.db-*
cp base.db small.db
head -401 needs.csv > few.csv
m small.db import besoins few.csv -q
m small.db match -q > /dev/null
size=$(wc -c < small.db)
n=${MAHALLI_LONG:+400}
n=${n:-20}
seed=0; bad=
while [ $seed -lt "$n" ]; do
    seed=$((seed + 1))
    cp small.db d.db
    rm -f d.db-*
    # A few bytes anywhere; small seeds aim at the first page.
    awk -v seed=$seed -v size="$size" 'BEGIN{srand(seed); k = 1 + int(rand() * 8); for (i = 0; i < k; i++) { at = int(rand() * (seed <= 10 ? 4096 : size)); printf "%d %03o\n", at, int(rand() * 256) } }' |
        while read -r at byte; do printf "\\$byte" | dd of=d.db bs=1 seek="$at" conv=notrunc 2> /dev/null; done
    for c in "status" "list besoins --format csv" "match" "verify" "history" "undo" "import besoins few.csv"; do
        timeout 60 "$prog" -f d.db $c > o.txt 2>&1
        r=$?
        case $r in
        0 | 1 | 3 | 4 | 5 | 6 | 7 | 8) ;;
        *) bad="$bad graine $seed $c : statut $r;" ;;
        esac
    done
done
[ -z "$bad" ] && ok "octets changés au hasard (graines 1 à $n) : jamais d'arrêt brutal" || not_ok "octets changés :$bad"
printf 'pas un plan' > d.db
m d.db status > o.txt 2>&1; r=$?
[ $r = 7 ] && ok "un fichier qui n'est pas un plan : 7" || not_ok "un fichier qui n'est pas un plan : $r"
head -c $((size / 2)) small.db > d.db
m d.db verify > o.txt 2>&1; r=$?
[ $r = 7 ] || [ $r = 1 ] && ok "un plan tronqué est dit ($r)" || not_ok "un plan tronqué : $r"
exit $failed
