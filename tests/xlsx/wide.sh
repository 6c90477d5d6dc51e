#!/bin/sh
# Confidentiality (the worst bug but one): no part of a workbook wider than a member holds a price, supplier, member, site, article label or
# reference of the samples.
set -u
prog=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-wide.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21
{
    "$prog" init --year 2027
    for k in membres:members etablissements:sites synonymes:synonyms fabricants:makers produits:products certificats:certificates; do
        "$prog" import "${k%:*}" "samples/${k#*:}.csv"
    done
    i=0
    for m in $(tail -n +2 samples/members.csv | cut -d';' -f1); do
        i=$((i + 1))
        for f in samples/besoins-*.csv; do
            case "$i:$f" in 1:*atlas* | 2:*sebou* | 3:*rif*) "$prog" import besoins "$f" --member "$m" ;; esac
        done
    done
    "$prog" import avis samples/opinions.csv
    "$prog" match
} > "$work/log" 2>&1
fail=0
for scope in plan gaps; do
    "$prog" export "$work/$scope.xlsx" --scope $scope >> "$work/log" 2>&1 || { echo "# export $scope"; tail -5 "$work/log" | sed 's/^/# /'; fail=1; continue; }
    mkdir "$work/$scope"
    (cd "$work/$scope" && unzip -qq "../$scope.xlsx")
    cat $(find "$work/$scope" -type f) > "$work/all.xml"
    # What belongs to members: names and codes of groups and sites, labels and references of articles, suppliers.
    {
        tail -n +2 samples/members.csv | cut -d';' -f2
        tail -n +2 samples/sites.csv | cut -d';' -f3
        "$prog" list besoins --format csv | awk -F';' 'NR==1{for(i=1;i<=NF;i++)c[$i]=i;next}{print $c["designation"]; print $c["reference"]; print $c["fournisseur"]}'
        "$prog" list membres --format csv | awk -F';' 'NR==1{for(i=1;i<=NF;i++)c[$i]=i;next}{print $c["nom"]}'
    } | sed 's/&/\&amp;/g; s/^"//; s/"$//' | awk 'length($0) >= 5' | sort -u > "$work/secrets"
    [ -s "$work/secrets" ] || { echo "# aucun secret à chercher"; fail=1; }
    if grep -qFf "$work/secrets" "$work/all.xml"; then
        echo "# $scope laisse sortir :"
        grep -oFf "$work/secrets" "$work/all.xml" | sort | uniq -c | sort -rn | head -10 | sed 's/^/# /'
        fail=1
    fi
done
[ $fail = 0 ] && echo "ok - classeurs de l'association sans nom, libellé, prix ni fournisseur" || { echo "not ok - confidentialité"; exit 1; }
