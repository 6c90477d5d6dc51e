# A group gets back what was taken of its file, what was not and why, and how each article was read.
$ sh data/base.sh
$ mahalli export r.xlsx --scope return=GAT | sed 's/[0-9]* Kio/N Kio/'
r.xlsx : 6 feuilles · 46 lignes · N Kio
# A file of which lines are refused: they are kept for the acknowledgement until the group's next file.
$ printf 'etablissement;reference;designation;quantite;unite;prix_unitaire_ht\nAT-CAS;X1;SERINGUE 10 ML LUER;abc;B/100;12,50\nZZZ;X2;COMPRESSE 10X10;40;pièce;3,20\n' > faux.csv; mahalli import besoins faux.csv --member GAT --quiet
faux.csv:2: quantite « abc » : n'est pas un nombre (décimales après une virgule) : écrivez par exemple 1200
faux.csv:3: etablissement « ZZZ » : établissement inconnu de ce groupe ; importez-le d'abord (mahalli import etablissements)
[1]
$ mahalli export r.xlsx --scope return=GAT --quiet; unzip -p r.xlsx xl/workbook.xml | grep -o 'sheet name="[^"]*"'
sheet name="Accusé de réception"
sheet name="Lignes refusées"
sheet name="Lignes reçues"
sheet name="Lecture des articles"
sheet name="Questions"
sheet name="Questions par famille"
sheet name="Lisez-moi"
$ unzip -p r.xlsx xl/sharedStrings.xml | grep -o '>[^<]*</t>' | grep -A8 '>X[12]<'
>X1</t>
>SERINGUE 10 ML LUER</t>
>quantite</t>
>abc</t>
>« abc » n'est pas un nombre (décimales après une virgule) : écrivez par exemple 1200</t>
>faux.csv</t>
>X2</t>
>COMPRESSE 10X10</t>
>etablissement</t>
>ZZZ</t>
>établissement inconnu de ce groupe</t>
>importez-le d'abord (mahalli import etablissements)</t>
>Lignes reçues — GAT 2027</t>
>Vos besoins tels que le plan les a pris. « Comment elle est comptée » mène de votre quantité à la volumétrie en unités de base : si ce n’est pas cela, dites-le nous.</t>
>Établissement</t>
# Prices stay out of a file that travels.
$ unzip -p r.xlsx xl/worksheets/sheet*.xml xl/sharedStrings.xml | grep -c -e '12[.,]50' -e '3[.,]20<'
0
[1]
# The same file corrected has nothing left to say.
$ printf 'etablissement;reference;designation;quantite;unite\nAT-CAS;X1;SERINGUE 10 ML LUER;5;B/100\n' > faux.csv; mahalli import besoins faux.csv --member GAT --quiet
$ mahalli export r.xlsx --scope return=GAT --quiet; unzip -p r.xlsx xl/workbook.xml | grep -c 'Lignes refusées'
0
[1]
# Another group's lines are not in it.
$ printf 'code;nom\nAUT;Autre groupe\n' > g.csv; mahalli import groupes g.csv --quiet
$ printf 'reference;designation;quantite\nY1;GANT NITRILE M;mille\n' > autre.csv; mahalli import besoins autre.csv --member AUT --quiet
autre.csv:2: quantite « mille » : n'est pas un nombre : écrivez par exemple 1200
[1]
$ mahalli export r.xlsx --scope return=GAT --quiet; unzip -p r.xlsx | grep -a -c -e Y1 -e 'GANT NITRILE M'
0
[1]
$ mahalli export x.xlsx --scope return
mahalli : l'accusé de réception est celui d'un groupe : lequel ? --scope return=CODE
Aide : mahalli help export
[2]
$ mahalli export x.xlsx --scope return=ZZ
mahalli : groupe « ZZ » inconnu : voyez mahalli list membres
[4]
