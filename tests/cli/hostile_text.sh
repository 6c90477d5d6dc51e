#!/bin/sh
# Whatever a file holds, what the program prints can harm neither a terminal nor a spreadsheet: no control character, escape sequence or
# bidirectional mark on any output of any command in any format; no cell of a CSV begins a formula. The stored value stays as given.
set -u
prog=$(realpath "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-hostile.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 USER=testeur LC_ALL=C.UTF-8 MAHALLI_FILE=plan.db
failed=0
ok() { echo "ok - $1"; }
not_ok() { echo "not ok - $1"; failed=1; }

esc=$(printf '\033'); bel=$(printf '\007'); rlo=$(printf '\342\200\256'); lri=$(printf '\342\201\246'); csi=$(printf '\302\233')
evil="${esc}[31mROUGE${esc}[0m${esc}]0;titre${bel} ${rlo}gnp.exe ${lri}x ${csi}2J fin"
"$prog" init --year 2027 -q || exit 1
printf 'code;nom;ville\nG1;Groupe %s;%s\n' "$evil" "$evil" > membres.csv
printf 'membre;code;nom\nG1;S1;Site %s\n' "$evil" > sites.csv
printf 'code;raison_sociale;ville;statut;role;gammes;source\nM1;Fabricant %s;%s;en production;fabricant;seringue;=HYPERLINK("x")\n' "$evil" "$evil" > fabricants.csv
printf 'fabricant;reference;designation;specifications;statut\nM1;P%s1;SERINGUE 10 ML LUER %s;%s;produit\nM1;=1+2;SERINGUE 5 ML;;produit\n' "$evil" "$evil" "$evil" > produits.csv
printf 'membre;etablissement;reference;designation;specifications;unite;quantite;fournisseur;observations\n' > besoins.csv
printf 'G1;S1;R%s1;SERINGUE 10 ML LUER %s;%s;B/100;10;%s;%s\n' "$evil" "$evil" "$evil" "$evil" "$evil" >> besoins.csv
printf 'G1;S1;=1+1;=cmd|calc SERINGUE 5 ML;;B/100;10;+33 6;-2+3\n' >> besoins.csv
printf 'G1;S1;@A;@SUM(1) GANT EXAMEN M;;B/100;10;;\n' >> besoins.csv
printf 'G1;%s;X;SERINGUE;;B/100;10;;\nG1;S1;Y;SERINGUE;;B/100;%s;;\n' "$evil" "$evil" >> besoins.csv
printf 'article;fabricant;produit;avis;motif\nR%s1;M1;=1+2;conforme;%s\n' "$evil" "$evil" > avis.csv

harmless() { # NAME: the files out and err
    if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" out err; then
        not_ok "$1 : caractère de contrôle : $(LC_ALL=C grep -m1 "$(printf '[\001-\010\013-\037\177]')" out err | od -c | head -3)"
    elif LC_ALL=C grep -q "$(printf '\302[\200-\237]')" out err; then
        not_ok "$1 : caractère de contrôle C1"
    elif case $1 in *csv*) false ;; esac && # values for programs keep the marks that only change how text is shown
        LC_ALL=C grep -q -e "$(printf '\342\200[\252-\256]')" -e "$(printf '\342\201[\246-\251]')" out err; then
        not_ok "$1 : marque bidirectionnelle"
    else
        return 0
    fi
    return 1
}
good=0; all=0
try() {
    all=$((all + 1))
    timeout 60 "$prog" "$@" > out 2> err
    r=$?
    [ $r -le 8 ] || not_ok "$* : statut $r"
    harmless "$*" && good=$((good + 1))
}
for k in membres sites fabricants produits besoins avis; do try import $k $k.csv --reject "rejets-$k.csv"; done
try match
for f in table csv json; do
    for k in membres sites fabricants produits articles besoins avis; do try list $k --format $f; done
    for c in status match check history verify; do try $c --format $f; done
done
try match --article =1+1
try match --article "G1/R${evil}1"
try show articles "G1/R${evil}1"
try show produits "M1/P${evil}1"
try show articles "$evil"
try list "$evil"
try "$evil"
try --where "$evil"
try list besoins --where "designation=$evil"
try set articles "G1/R${evil}1" "designation=NEUF $evil"
try set articles "G1/R${evil}1" "$evil"
try add fabricants "code=$evil" "raison_sociale=$evil"
try judge "G1/R${evil}1" "M1/=1+2" conforme --reason "$evil"
try judge "$evil" none
try remove fabricants "$evil"
try undo
try redo
try undo 99
try history
try import besoins "$evil"
try import "$evil" besoins.csv
try import besoins besoins.csv --map "$evil=designation"
try import besoins besoins.csv --member "$evil"
try export plan.xlsx --scope "member=$evil"
try export "$evil/x.xlsx"
try export plan.xlsx --scope member=G1
try -f "$evil" status
try -u "$evil" undo
for f in table csv json; do
    try history --format $f
    for k in fabricants articles avis; do try list $k --format $f; done
    try match --format $f
done
[ $good = $all ] && ok "$all commandes : aucun octet dangereux sur la sortie" || not_ok "$((all - good)) commandes sur $all laissent passer des octets dangereux"

formulas=
for k in fabricants produits articles besoins avis; do
    "$prog" list $k --format csv > out 2> /dev/null
    grep -qE '(^|;)"?[=@+][^;]*[A-Za-z(0-9]' out && formulas="$formulas $k : $(grep -m1 -oE '(^|;)"?[=@+][^;]*' out);"
done
"$prog" match --format csv > out
grep -qE '(^|;)"?[=@]' out && formulas="$formulas match;"
[ -z "$formulas" ] && ok "aucune cellule de CSV ne commence une formule" || not_ok "formules :$formulas"
# Imported again from its own list a neutralised value is the same value.
"$prog" list besoins --format csv > listed.csv
"$prog" import besoins listed.csv > out 2> err
again=$("$prog" list besoins --format csv | cksum)
[ "$(cksum < listed.csv)" = "$again" ] && ok "la liste réimportée ne change rien" || not_ok "la liste réimportée change le plan : $(head -2 out)"
exit $failed
