#!/bin/sh
# Reference data as data: right number of columns, codes unique, names unique within a family, families resolve, values allowed, no term for two families, at
# least 150 families each with both names, a base unit, three names or spellings and, devices, two attributes; EMDN codes checked against the
# official list where it is at hand.
set -u
cd schema/reference || exit 1
emdn=../../../shared/data/emdn.csv
err=$(
for f in */families.csv; do awk -F';' -v f="$f" 'FNR==1{n=NF;next} /^#|^[[:space:]]*$/{next} NF!=n{print f ":" FNR " : " NF " colonnes au lieu de " n}' "$f"; done
for f in */attributes.csv */synonyms.csv; do awk -F';' -v f="$f" 'FNR==1{n=NF;next} /^#|^[[:space:]]*$/{next} NF!=n && !(f ~ /attributes/ && NF==n-1){print f ":" FNR " : " NF " colonnes au lieu de " n}' "$f"; done
awk -F';' '
FNR==1 { n = split(FILENAME, p, "/"); kind = p[n]; next }
/^#|^[[:space:]]*$/ { next }
kind == "families.csv" {
    if ($1 in fam) print FILENAME ":" FNR " : famille " $1 " en double"
    fam[$1] = FILENAME ":" FNR; out[$1] = $8; order[++nf] = $1
    if ($2 == "" || $3 == "") print FILENAME ":" FNR " : nom français ou anglais absent"
    if ($6 == "" && $8 != "oui") print FILENAME ":" FNR " : unité de base absente"
    next
}
kind == "attributes.csv" {
    m = split($1, fs, "|")
    for (i = 1; i <= m; i++) { k = fs[i] SUBSEP $2; if (k in att) print FILENAME ":" FNR " : " fs[i] "." $2 " en double"; if ((fs[i] SUBSEP "nom" SUBSEP $3) in named) print FILENAME ":" FNR " : " fs[i] " a deux caractéristiques « " $3 " »"; named[fs[i] SUBSEP "nom" SUBSEP $3] = 1; att[k] = $7; type[k] = $5; natt[fs[i]]++; aw[k] = FILENAME ":" FNR
        uses[fs[i]] = FILENAME ":" FNR; anyatt[$2] = 1; if ($5 == "choix") anyval[$2] = anyval[$2] "|" $7 "|" }
    if ($5 !~ /^(nombre|choix|oui_non|usp)$/) print FILENAME ":" FNR " : type " $5
    if ($8 !~ /^(oui|non|info)$/) print FILENAME ":" FNR " : critique " $8
    if ($9 !~ /^(oui|non|)$/) print FILENAME ":" FNR " : jamais " $9
    if ($14 !~ /^(oui|mesure|non|)$/) print FILENAME ":" FNR " : decide " $14
    if ($14 == "" && $8 == "oui" && $9 == "oui" && ($5 == "usp" || $2 ~ /^(taille|pointure|numero|ch|jauge|diametre)$/) && $5 != "oui_non") print FILENAME ":" FNR " : " $2 " décide-t-il de la taille (decide) ?"
    if ($5 == "choix" && $7 == "") print FILENAME ":" FNR " : choix sans valeurs"
    next
}
kind == "synonyms.csv" {
    t = tolower($1)
    if ($1 == "") print FILENAME ":" FNR " : terme vide"
    if ($3 == "" && $4 == "") {
        if ($2 == "") print FILENAME ":" FNR " : terme sans famille, attribut ni valeur"
        if ((t in term) && term[t] != $2) print FILENAME ":" FNR " : « " $1 " » désigne " term[t] " et " $2
        term[t] = $2; nsyn[$2]++
    }
    m = split($2, fs, "|")
    for (i = 1; i <= m; i++) if (fs[i] != "") used[fs[i]] = FILENAME ":" FNR
    if ($3 == "" && $4 == "-" && $2 != "") { idle_n++; it[idle_n] = t; iff[idle_n] = "|" $2 "|"; iw[idle_n] = FILENAME ":" FNR }
    if ($3 == "" && $4 == "!") { if ($2 == "") print FILENAME ":" FNR " : « " $1 " » demande sans dire de quelle famille"; ask_n++; kt[ask_n] = t; kf[ask_n] = $2 }
    if ($3 != "") { sub(/^\*/, "", $4); st[syn_n + 1] = t; syn_n++; sf[syn_n] = $2; sa[syn_n] = $3; sv[syn_n] = $4; sw[syn_n] = FILENAME ":" FNR }
    next
}
END {
    for (f in uses) if (!(f in fam)) print uses[f] " : famille inconnue " f
    for (f in used) if (!(f in fam)) print used[f] " : famille inconnue " f
    for (i = 1; i <= syn_n; i++) {
        m = split(sf[i], fs, "|")
        if (sf[i] == "") { if (!(sa[i] in anyatt)) print sw[i] " : caractéristique inconnue " sa[i]; continue }
        for (j = 1; j <= m; j++) { k = fs[j] SUBSEP sa[i]
            if (!(k in att)) print sw[i] " : " fs[j] " n a pas de " sa[i]
            else if (sv[i] == "") continue
            else if (type[k] == "choix" && index("|" att[k] "|", "|" sv[i] "|") == 0) print sw[i] " : valeur " sv[i] " non admise pour " fs[j] "." sa[i]
            else if (type[k] == "oui_non" && sv[i] !~ /^(oui|non)$/) print sw[i] " : valeur " sv[i] " pour oui_non" }
    }
    # Words that ask for nothing may not hide a word for a value of the same family.
    for (i = 1; i <= idle_n; i++) for (j = 1; j <= syn_n; j++) {
        k = index(" " it[i] " ", " " st[j] " ")
        if (k == 0 || it[i] == st[j] || sf[j] == "") continue
        m = split(sf[j], fs, "|")
        for (n = 1; n <= m; n++) if (index(iff[i], "|" fs[n] "|")) { print iw[i] " : « " it[i] " » ne demande rien et cache « " st[j] " » de " fs[n]; break } }
    # Nor a word of a name that asks for something all the same.
    for (i = 1; i <= idle_n; i++) for (j = 1; j <= ask_n; j++) {
        if (index(" " it[i] " ", " " kt[j] " ") == 0) continue
        m = split(kf[j], fs, "|")
        for (n = 1; n <= m; n++) if (index(iff[i], "|" fs[n] "|")) { print iw[i] " : « " it[i] " » ne demande rien et « " kt[j] " » de " fs[n] " demande"; break } }
    if (nf < 150) print "seulement " nf " familles"
    for (i = 1; i <= nf; i++) { f = order[i]
        if (nsyn[f] < 3) print fam[f] " : moins de trois noms usuels pour " f
        if (out[f] != "oui" && natt[f] < 2) print fam[f] " : moins de deux caractéristiques pour " f }
}' common/synonyms.csv */families.csv */attributes.csv $(ls */synonyms.csv | grep -v common)
awk -F';' 'FNR==1 || /^#|^$/ {next} NF != 2 || $2 !~ /^(code|code_long|joint|numero|ligne)(\|(code|code_long|joint|numero|ligne))*$/ {print FILENAME ":" FNR " : " $0} $1 in seen {print FILENAME ":" FNR " : " $1 " en double"} {seen[$1]}' common/codes.csv
# Each family has its hand-written case.
cut -d';' -f1 ../../tests/reference/*.csv | sort -u > "${TMPDIR:-/tmp}/mahalli-cases.$$"
awk -F';' 'NR==FNR{c[$1]=1;next} FNR>1 && $1!="" && !/^#/ && !($1 in c){print FILENAME ":" FNR " : pas de cas dans tests/reference pour " $1}' \
    "${TMPDIR:-/tmp}/mahalli-cases.$$" */families.csv
rm -f "${TMPDIR:-/tmp}/mahalli-cases.$$"
if [ -f "$emdn" ]; then
    awk -F';' 'NR==FNR{c[$1]=1;next} FNR>1 && $4!="" && !($4 in c){print FILENAME ":" FNR " : code EMDN inconnu " $4}' "$emdn" */families.csv
fi
)
if [ -n "$err" ]; then
    printf '%s\n' "$err" | sed 's/^/# /'
    echo "not ok - données de référence"
    exit 1
fi
echo "ok - données de référence"
if [ -f "$emdn" ]; then echo "ok - codes EMDN"; else echo "ok - codes EMDN # SKIP la liste officielle EMDN n'est pas ici"; fi
