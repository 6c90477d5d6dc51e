#!/bin/sh
# Layers: asks the compiler (cc -M) which headers each source really sees, so an indirect leak fails too; and who owns which
# foreign header. The rules are DESIGN §3's table.
set -u
CC=${CC:-cc}
B=${B:-build}
fail=0
say() { echo "# $1"; fail=1; }

# Layer of a project header.
layer_of() {
    case $1 in
    include/mahalli/err.h | include/mahalli/xalloc.h | include/mahalli/str.h | include/mahalli/utf8.h | include/mahalli/vec.h | \
    include/mahalli/arena.h | include/mahalli/decimal.h | include/mahalli/date.h | include/mahalli/hash.h | \
    include/mahalli/progress.h | include/mahalli/diag.h | include/mahalli/table.h | include/mahalli/csvout.h | include/mahalli/beside.h | include/mahalli/spool.h | \
    include/mahalli/i18n.h) echo base ;;
    include/mahalli/domain.h | include/mahalli/journal.h | include/mahalli/reference.h | include/mahalli/report.h | include/mahalli/report_cover.h | include/mahalli/window.h | \
    include/mahalli/model.h) echo domain ;;
    include/mahalli/cover.h | include/mahalli/pool.h | include/mahalli/standard.h) echo plan ;;
    include/mahalli/exchange.h) echo store ;;
    include/mahalli/*.h) basename "$1" .h ;;
    src/*/*.h) echo "$1" | cut -d/ -f2 ;;
    *) echo '?' ;;
    esac
}
allowed() {
    case $1 in
    base) echo base ;;
    domain) echo base domain ;;
    spec) echo base domain spec ;;
    match) echo base domain spec match ;;
    plan) echo base domain spec plan ;;
    solve) echo base domain solve ;;
    store) echo base domain store ;;
    import) echo base domain import ;;
    export) echo base domain export ;;
    ops) echo base domain spec match plan solve store import export ops ;;
    cli) echo base domain ops cli ;;
    tui) echo base domain ops tui ;;
    main) echo base domain solve ops cli tui ;; # solve: main is also the solver's child
    esac
}
owner_of() { # foreign header -> the one place that may see it (a path prefix)
    case $1 in
    */sqlite3.h) echo src/store/driver_sqlite.c ;;
    */csv.h) echo src/import/ ;;
    */zip.h | */expat.h) echo src/import/ ;;
    */xlsxwriter.h | */xlsxwriter/*) echo src/export/ ;;
    */ncurses*.h | */curses.h | */ncursesw/*) echo src/tui/term.c ;;
    */utf8proc.h | */sodium.h | */sodium/*) echo src/base/ ;;
    */coin/*) echo src/solve/ ;;
    esac
}
flags="-std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -I$B/gen"
for f in $(find src -name '*.c' | sort); do
    case $f in src/main.c) layer=main ;; *) layer=$(echo "$f" | cut -d/ -f2) ;; esac
    ok=" $(allowed "$layer") "
    # shellcheck disable=SC2086
    for h in $($CC $flags -M "$f" | tr -d '\\' | tr ' ' '\n' | grep '\.h$' | sort -u); do
        case $h in
        include/* | src/*)
            l=$(layer_of "$h")
            case $ok in *" $l "*) ;; *) say "$f voit $h (couche $l), ce que sa couche $layer n'a pas le droit de voir" ;; esac ;;
        *)
            o=$(owner_of "$h")
            case $f in "${o:-src}"*) ;; *) say "$f voit $h, réservé à $o" ;; esac ;;
        esac
    done
done
# Pure layers: no files, clock, randomness, processes.
for l in spec match plan; do
    bad=$(grep -nE '\b(fopen|open|time|clock_gettime|rand|random|getenv|fork|system|popen|printf|fprintf)\(' $(find src/$l -name "*.[ch]") 2>/dev/null)
    [ -z "$bad" ] || say "couche pure $l : $bad"
done
[ $fail = 0 ] && echo "ok - couches" || { echo "not ok - couches"; exit 1; }
