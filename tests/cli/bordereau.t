# A group's own consultation: a bordereau des prix – détail estimatif for bidders, and the buyer's copy with its estimate.
$ sh data/base.sh
$ printf 'etablissement;reference;designation;quantite;unite;prix_unitaire_ht;taux_tva;fournisseur\nAT-CAS;P1;SERINGUE 10 ML LUER 3 PIECES STERILE;40;B/100;61,37;20;SECRETFOURNISSEUR\nAT-SET;P1;SERINGUE 10 ML LUER 3 PIECES STERILE;20;B/100;61,37;20;SECRETFOURNISSEUR\nAT-CAS;P2;COMPRESSE STERILE 10X10 8 PLIS;7;;;;\nAT-CAS;P3;FIL 2/0;5;pièce;;;\n' > prix.csv; mahalli import besoins prix.csv --member GAT --quiet
$ mahalli export b.xlsx --scope bordereau=GAT | sed 's/ · [^·]*$//'
b.xlsx : 2 feuilles · 6 lignes
  2 articles n'y sont pas (hors périmètre, sans quantité ou sans unité) : feuille « Hors bordereau » avec --with-prices
$ unzip -p b.xlsx xl/workbook.xml | grep -o -e 'sheet name="[^"]*"' -e 'definedName name="Lot1[^<]*<'
sheet name="Bordereau des prix"
sheet name="Récapitulatif des lots"
definedName name="Lot1_HT">'Bordereau des prix'!$L$10<
definedName name="Lot1_TTC">'Bordereau des prix'!$L$12<
definedName name="Lot1_TVA">'Bordereau des prix'!$L$11<
# Nothing of what it pays today, nor of whom.
$ unzip -p b.xlsx | grep -a -c -e 61.37 -e 3682 -e SECRETFOURNISSEUR -e 'Estimation'
0
[1]
# Quantities of an article are added up, as they are asked; the amount is a formula whose value is stored.
$ unzip -p b.xlsx xl/worksheets/sheet1.xml | grep -o '<row r="7".*<row r="8"' | grep -o -e '<c r="G7"[^/]*</v>' -e '<c r="L7".*</c>'
<c r="G7" s="9"><v>60</v>
<c r="L7" s="14"><f>ROUND(G7*J7,2)</f><v>0</v></c>
$ mahalli export a.xlsx --scope bordereau=GAT --with-prices | sed 's/ · [^·]*$//'
a.xlsx : 3 feuilles · 6 lignes
  2 articles n'y sont pas (hors périmètre, sans quantité ou sans unité) : feuille « Hors bordereau » avec --with-prices
$ unzip -p a.xlsx xl/workbook.xml | grep -o -e 'sheet name="[^"]*"'
sheet name="Bordereau des prix"
sheet name="Récapitulatif des lots"
sheet name="Hors bordereau"
$ unzip -p a.xlsx xl/worksheets/sheet1.xml | grep -o '<row r="7".*<row r="8"' | grep -o -e '<c r="[KMN]7"[^/]*[/]*[^/]*</v>'
<c r="K7" s="13"><v>0.2</v>
<c r="N7" s="14"><v>3682.2</v>
$ unzip -p a.xlsx | grep -a -c SECRETFOURNISSEUR
0
[1]
$ unzip -p a.xlsx xl/sharedStrings.xml | grep -o '>[^<]*</t>' | grep -A1 -e DIVERS -e 'COMPRESSE STERILE' -e PARACET
>DIVERS CONSOMMABLES BLOC</t>
>LOT</t>
--
>PARACETAMOL 1 G COMPRIME</t>
>hors périmètre</t>
--
>COMPRESSE STERILE 10X10 8 PLIS</t>
>l'unité n'est pas dite</t>
$ mahalli export c.xlsx --scope bordereau
mahalli : le bordereau des prix est celui d'un groupe : lequel ? --scope bordereau=CODE
Aide : mahalli help export
[2]
$ mahalli export c.xlsx --scope plan --with-prices
mahalli : les prix appartiennent à chaque groupe : --with-prices demande --scope member=CODE ou bordereau=CODE
[8]
