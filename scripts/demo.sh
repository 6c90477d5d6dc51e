#!/bin/sh
# From nothing to a workbook, on the samples: a new plan in build/demo, every file imported, matched, checked, exported. Lines that are
# wrong on purpose (samples/README.md) come out in build/demo/rejets: status 1 is expected there, any other stops.
set -u
BIN=${BIN:-build/mahalli}
DEMO=${DEMO:-build/demo}
PLAN=$DEMO/plan.db
YEAR=2027

[ -x "$BIN" ] || { echo "demo : $BIN n'existe pas ; lancez make" >&2; exit 1; }
unset MAHALLI_FILE
rm -rf "$DEMO"
mkdir -p "$DEMO/rejets" || exit 1
log=$DEMO/journal.txt
: > "$log"

stop() { printf '\ndemo : arrêt, statut %s : %s\n' "$1" "$2" >&2; exit 1; }
# Runs mahalli on the demo's plan; what it says goes to the log, its progress to the terminal. Status 1: done, with findings.
quietly() {
    printf '$ mahalli %s\n' "$*" >> "$log"
    if [ -t 2 ]; then
        "$BIN" -f "$PLAN" -u démonstration "$@" > "$DEMO/.out"
    else
        "$BIN" -f "$PLAN" -u démonstration "$@" > "$DEMO/.out" 2>&1
    fi
    rc=$?
    cat "$DEMO/.out" >> "$log"
    [ $rc -le 1 ] && return
    cat "$DEMO/.out" >&2
    stop $rc "mahalli $*"
}
# import KIND FILE [MEMBER]: one line of the summary, « lues · créées · rejetées ».
import() {
    reject=$DEMO/rejets/$2.csv
    quietly import "$1" "samples/$2.csv" --reject "$reject" ${3:+--member "$3"}
    printf '  %s\n' "$(head -1 "$DEMO/.out" | sed 's|^samples/||')"
}

printf 'Démonstration : données inventées, trois groupes, campagne %s\n\nFichiers pris dans le plan\n' "$YEAR"
quietly init --year "$YEAR"
import groupes members
import établissements sites
import synonymes synonyms
import fabricants makers
import fabricants leads
import produits products
import certificats certificates
import besoins besoins-atlas GAT
import besoins besoins-sebou GSE
import besoins besoins-rif GRI
import achats achats-atlas GAT
import essais labs
import fiches fiches
import avis opinions

quietly match
quietly check
quietly export "$DEMO/plan-$YEAR.xlsx"
quietly export "$DEMO/groupe-GAT.xlsx" --scope member=GAT
quietly export "$DEMO/questions-GAT.xlsx" --scope questions=GAT
quietly verify
rm -f "$DEMO/.out"

echo
"$BIN" -f "$PLAN" status || stop $? 'mahalli status'
printf '\nFichiers écrits\n'
printf '  %-34s %s\n' \
    "$DEMO/plan-$YEAR.xlsx" "le plan des trois groupes, sans nom de groupe ni prix" \
    "$DEMO/groupe-GAT.xlsx" "la part d'un groupe, avec ses libellés" \
    "$DEMO/questions-GAT.xlsx" "ce qui manque à ses articles, à remplir et à rendre (import questions)" \
    "$DEMO/rejets/" "les lignes rejetées, chacune avec sa raison" \
    "$log" "tout ce que les commandes ont dit"
printf "\nPour ouvrir le plan : %s -f %s\nUn article en détail : %s -f %s match --article GAT/A10108\n" "$BIN" "$PLAN" "$BIN" "$PLAN"
