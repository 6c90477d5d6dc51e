# Shared by the benchmarks. cpu CMD...: sets CPU, WALL, MB of a command whose own output is dropped.
cpu() {
    "$B/tests/bench/cpu" "$@" > "$BENCH_DIR/out" 2> "$BENCH_DIR/err"
    rc=$?
    read -r CPU WALL MB <<EOF
$(tail -n 1 "$BENCH_DIR/err")
EOF
    if [ $rc -gt 1 ]; then echo "échec ($rc) : $*" >&2; tail -3 "$BENCH_DIR/err" >&2; exit 1; fi
}
median() { sort -n | awk '{a[NR]=$1} END{print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN{printf "%.2f", a / b}'; }
