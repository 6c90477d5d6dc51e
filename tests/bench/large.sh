# A plan of many lines, sourced: large_plan DIR N makes DIR/large.db of the group GAT among others, with N articles (ten lines of its
# workbook each), matched.
large_plan() {
    awk -v kind=needs -v N="$2" -v SITES=1 -f tests/bench/rows.awk | sed 's/;E01;/;;/' > "$1/large.csv"
    rm -f "$1"/large.db*
    "$B/mahalli" -f "$1/large.db" init --year 2027 > /dev/null
    for k in "groupes members" "fabricants makers" "produits products" "certificats certificates"; do
        "$B/mahalli" -f "$1/large.db" import ${k% *} "samples/${k#* }.csv" > /dev/null || [ $? = 1 ]
    done
    "$B/mahalli" -f "$1/large.db" import besoins "$1/large.csv" --member GAT > /dev/null || [ $? = 1 ]
    "$B/mahalli" -f "$1/large.db" match > /dev/null || [ $? = 1 ]
    rm -f "$1/large.csv"
}
