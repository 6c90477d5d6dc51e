$ sh data/base.sh
$ mahalli match -q
$ mahalli export plan.xlsx | sed 's/[0-9]* Kio/N Kio/'
plan.xlsx : 15 feuilles · 80 lignes · N Kio
$ head -c 2 plan.xlsx; echo
PK
# Same input and date, same bytes.
$ cp plan.xlsx un.xlsx; mahalli export plan.xlsx -q; cmp un.xlsx plan.xlsx
$ mahalli exporter g.xlsx --scope member=GAT --with-prices | sed 's/[0-9]* Kio/N Kio/'
g.xlsx : 11 feuilles · 74 lignes · N Kio
$ mahalli export d.xlsx --scope gaps | sed 's/[0-9]* Kio/N Kio/'
d.xlsx : 3 feuilles · 2 lignes · N Kio
$ mahalli export plan.csv
mahalli : « plan.csv » : attendu un nom qui finit par .xlsx
Aide : mahalli help export
[2]
$ mahalli export x.xlsx --scope tout
mahalli : portée « tout » : attendu member=CODE, plan, gaps, questions=CODE, return=CODE, bordereau=CODE ou maker=CODE
Aide : mahalli help export
[2]
$ mahalli export x.xlsx --scope member=XXX
mahalli : groupe « XXX » inconnu : voyez mahalli list membres
[4]
$ mahalli export absent/x.xlsx
mahalli : impossible d'écrire « absent/x.xlsx » : ce dossier n'existe pas
[6]
$ ls *.xlsx
d.xlsx
g.xlsx
plan.xlsx
un.xlsx
