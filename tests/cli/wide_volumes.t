# What volumes of the association's workbook tell together: no sum, rate or worth gives a single group's by difference.
$ mahalli init --year 2027 -q
$ printf 'code;nom\nGA;Groupe A\nGB;Groupe B\nGC;Groupe C\n' > m.csv; mahalli import groupes m.csv -q
$ printf 'code;raison_sociale;role;statut\nFA;Fictive Aiguilles;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q
$ printf 'fabricant;reference;designation;unite;capacite_annuelle\nFA;S10;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;B/100;400\nFA;S20;SERINGUE HYPODERMIQUE 20 ML LUER 3 PIECES SANS AIGUILLE STERILE;U;2000\n' > p.csv; mahalli import produits p.csv -q
$ printf 'membre;reference;designation;quantite;unite\nGA;A1;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;8123;U\nGB;B1;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;4057;U\nGC;C1;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;1511;U\nGB;B2;SERINGUE HYPODERMIQUE 20 ML LUER 3 PIECES SANS AIGUILLE STERILE;3779;U\n' > n.csv; mahalli import besoins n.csv -q
$ mahalli match -q; mahalli export plan.xlsx --scope plan -q; unzip -qq -o plan.xlsx -d x
# Three groups' 13 691 is told; 3 779 is not, nor 17 470 that tells it, in text or number; nor two thousand of it as a rate of 52,9 %.
$ cat x/xl/worksheets/*.xml x/xl/sharedStrings.xml | grep -o -E '>(13691|3779|17470|3 779|17 470|0\.529[0-9]*|0\.764[0-9]*)<' | sort -u
>13691<
# The coordinator's own table has the exact sum.
$ mahalli scenarios --families --format csv | cut -d';' -f1-3
famille;volumetrie;volumetrie_texte
Seringue hypodermique;17470;17 470
# A group that states no volume hides nobody's: of three, only one says how much.
$ printf 'membre;reference;designation;quantite;unite\nGA;A3;SERINGUE HYPODERMIQUE 50 ML LUER 3 PIECES SANS AIGUILLE STERILE;6173;U\nGB;B3;SERINGUE HYPODERMIQUE 50 ML LUER 3 PIECES SANS AIGUILLE STERILE;0;U\nGC;C3;SERINGUE HYPODERMIQUE 50 ML LUER 3 PIECES SANS AIGUILLE STERILE;0;U\n' > o.csv; mahalli import besoins o.csv -q
$ mahalli match -q; rm -rf x; mahalli export plan.xlsx --scope plan -q; unzip -qq -o plan.xlsx -d x; mahalli export gaps.xlsx --scope gaps -q; unzip -qq -o gaps.xlsx -d y; mahalli export fa.xlsx --scope maker=FA -q; unzip -qq -o fa.xlsx -d z
$ cat [xyz]/xl/worksheets/*.xml [xyz]/xl/sharedStrings.xml | grep -c -E '6173|6 173'
0
[1]
# What is figé says no more.
$ mahalli explain volume-nul GB/B3 'rien cette année' -q; mahalli explain volume-nul GC/C3 'rien cette année' -q
$ mahalli freeze -q; mahalli export v1.xlsx --scope plan --as V1 -q; unzip -qq -o v1.xlsx -d v; cat v/xl/worksheets/*.xml v/xl/sharedStrings.xml | grep -c -E '6173|6 173|3779|17470'
0
[1]
$ grep -c '>13691<' v/xl/worksheets/sheet2.xml | sed 's/[1-9][0-9]*/oui/'
oui
# By quarter, one that is of one group only is not told, nor are the others, which with the year would tell it.
$ printf 'membre;reference;designation;quantite;unite;t1;t2;t3;t4\nGA;A4;SERINGUE HYPODERMIQUE 3 ML LUER 3 PIECES SANS AIGUILLE STERILE;7007;U;1999;5008;0;0\nGB;B4;SERINGUE HYPODERMIQUE 3 ML LUER 3 PIECES SANS AIGUILLE STERILE;2000;U;0;2000;0;0\nGC;C4;SERINGUE HYPODERMIQUE 3 ML LUER 3 PIECES SANS AIGUILLE STERILE;3000;U;0;3000;0;0\n' > q.csv; mahalli revise 2027 --reason Trimestres -q; mahalli import besoins q.csv -q
$ mahalli match -q; mahalli export plan.xlsx --scope plan -q; rm -rf x; unzip -qq -o plan.xlsx -d x; mahalli export gaps.xlsx --scope gaps -q; rm -rf y; unzip -qq -o gaps.xlsx -d y
$ cat [xy]/xl/worksheets/*.xml | grep -o -E '>(12007|1999|10008)<' | sort -u
>12007<
