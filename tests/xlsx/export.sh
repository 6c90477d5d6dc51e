#!/bin/sh
# The workbooks of the real program: whole, the same twice, and without what may not leave a group.
# Called as: sh tests/xlsx/export.sh PROG
set -u
PROG=$1
case $PROG in /*) ;; *) PROG=$PWD/$PROG ;; esac
W=$(mktemp -d "${TMPDIR:-/tmp}/mh_xlsx_XXXXXX") || exit 1
trap 'rm -rf "$W"' EXIT
MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 MAHALLI_FILE=$W/plan.db
export MAHALLI_NOW MAHALLI_ORIGIN MAHALLI_FILE

ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; [ -s "$W/err" ] && sed 's/^/# /' "$W/err"; fi; }
run() { "$PROG" -u essai "$@" > "$W/out" 2> "$W/err"; }
parts() { unzip -p "$1"; }
whole() { unzip -tq "$1" > /dev/null; }
has() { parts "$1" 2> /dev/null | grep -qF -- "$2"; }

cat > "$W/groupes.csv" <<'F'
code;nom
AAA;Groupe SECRETALPHA
BBB;Groupe SECRETBETA
F
cat > "$W/sites.csv" <<'F'
membre;code;nom
AAA;A1;Site SECRETUN
BBB;B1;Site SECRETDEUX
F
cat > "$W/fabricants.csv" <<'F'
code;raison_sociale;ville;statut;role
FAB;Fabrique du Bouregreg;Salé;en production;fabricant
F
cat > "$W/produits.csv" <<'F'
fabricant;reference;designation;unite
FAB;F-18;Sonde vésicale Foley CH 18 2 voies ballonnet 10 mL latex siliconé stérile;unité
F
cat > "$W/besoins.csv" <<'F'
membre;etablissement;reference;designation;quantite;unite;prix_unitaire_ht;prix_en;fournisseur
AAA;A1;00042;SONDE VESICALE FOLEY CH18 2 VOIES BALLONNET 10ML LATEX SILICONE STERILE;4321;unité;31,37;unite;SECRETFOURNISSEUR
BBB;B1;00099;=SONDE SECRETLIBELLE 2+2;1000;unité;;;
BBB;B1;00100;GANTS D'EXAMEN NITRILE NON POUDRES TAILLE M;7650;unité;12,00;unite;SECRETFOURNISSEUR
F
run --year 2027 init; ok $? "plan ouvert"
for k in members:groupes sites:sites makers:fabricants products:produits needs:besoins; do
    run import "${k%%:*}" "$W/${k#*:}.csv"
    rc=$?
    [ $rc = 0 ] || [ $rc = 1 ]
    ok $? "import ${k%%:*}"
done
run match; ok $? "rapprochement"

check_whole() { # file, name
    whole "$1" 2> /dev/null; ok $? "$2 : archive entière"
    has "$1" 'name="Note de synthèse"'; ok $? "$2 : note de synthèse en tête"
    has "$1" 'name="Lisez-moi"'; ok $? "$2 : Lisez-moi"
    ! has "$1" '<v>-NAN</v>'; ok $? "$2 : pas de nombre impossible"
}
run export "$W/aaa.xlsx" --scope member=AAA; ok $? "export d'un groupe"
check_whole "$W/aaa.xlsx" groupe
has "$W/aaa.xlsx" 'displayName="T_plan"'; ok $? "groupe : tableau nommé"
has "$W/aaa.xlsx" '>00042<'; ok $? "groupe : les zéros d'une référence restent"
has "$W/aaa.xlsx" '<v>4321</v>'; ok $? "groupe : volumétrie en nombre"
! has "$W/aaa.xlsx" 00099; ok $? "groupe : rien d'un autre"
run export "$W/prix.xlsx" --scope member=AAA --with-prices; ok $? "export avec prix"
has "$W/prix.xlsx" SECRETFOURNISSEUR; ok $? "prix : fournisseur quand on le demande"
run export "$W/bbb.xlsx" --scope member=BBB
! parts "$W/bbb.xlsx" | grep -q '<f>SONDE'; ok $? "groupe : un texte en = n'est pas une formule"

run export "$W/plan.xlsx" --scope plan; ok $? "export du plan"
check_whole "$W/plan.xlsx" plan
run export "$W/ecarts.xlsx" --scope gaps; ok $? "export des manques"
whole "$W/ecarts.xlsx" 2> /dev/null; ok $? "manques : archive entière"
for x in plan ecarts; do
    bad=0
    for secret in SECRET 'Montant HT' 'Fournisseur actuel' 00042 00099 '>4321<' '<v>7650<' 'essai'; do
        if has "$W/$x.xlsx" "$secret"; then echo "# $x : « $secret »"; bad=1; fi
    done
    ok $bad "$x : ni prix, ni fournisseur, ni groupe, ni libellé, ni volume exact de moins de trois groupes"
    has "$W/$x.xlsx" 'ni commande, ni négociation commune'; ok $? "$x : ni commande, ni négociation commune"
done

cp "$W/plan.xlsx" "$W/avant.xlsx"
run export "$W/plan.xlsx" --scope plan
cmp -s "$W/plan.xlsx" "$W/avant.xlsx"; ok $? "deux exports, mêmes octets"
run export "$W/absent/plan.xlsx" --scope plan
[ $? = 6 ] && grep -qF "$W/absent/plan.xlsx" "$W/err"; ok $? "chemin impossible : statut 6 et le chemin"
if [ "$(id -u)" != 0 ]; then
    mkdir "$W/ferme" && chmod 555 "$W/ferme"
    run export "$W/ferme/plan.xlsx" --scope plan
    [ $? = 6 ]; ok $? "dossier fermé : statut 6"
fi
[ -z "$(find "$W" -name '*.xlsx.*')" ]; ok $? "rien ne reste à côté"
