# Opinions go out in a workbook, one line per article and product to judge, and come back by import.
$ sh data/base.sh
$ mahalli match -q
$ mahalli template avis a.xlsx --member GAT
Fichier à compléter : a.xlsx · 1 ligne du plan, à changer ou à compléter ; mahalli import les reprend
Colonnes obligatoires : article, fabricant, produit, avis. Une case vide veut dire inconnu.
# What stands in it for reading is not read back; its two signs are.
$ unzip -p a.xlsx xl/sharedStrings.xml | grep -o '>[^<]*</t>' | sed 's/^>//; s/<.t>$//' | sed -n '1p;21,42p'
Avis à donner, campagne 2027 : remplissez les colonnes blanches ; une ligne sans avis ne dit rien ; mahalli import avis reprend le fichier
groupe, ou association : alors pour tous les groupes
Article *
Article : désignation
Article : spécifications
Fabricant *
Produit *
Produit : désignation
Concordance
Ce qui est respecté
Ce qui reste à voir
Certificats
Avis *
Motif
Réserve
Pièces vues
Auteur
Date
Valable jusqu'au
Articles concernés
Groupe
Portée
Ligne du plan
$ unzip -p a.xlsx xl/sharedStrings.xml | grep -oE '>[0-9a-f]+-[0-9a-f]+-[A-Z]{4}<|>[A-Z]{8}<' | tr -d '<>' | paste -d';' - - > signes; sed -n 1p signes
700000011-70000000b-MWAR;KPVVEJKZ
# Nobody filled it in: nothing is said.
$ mahalli import avis a.xlsx | head -1
a.xlsx : 1 ligne lue · 0 créée · 1 inchangée
# Judged; given back a second time another day it changes nothing; said otherwise from a file that is older than the plan it is refused.
$ L=$(sed -n 1p signes); H='article;fabricant;produit;avis;motif;Ligne du plan;Version du plan'; printf "$H\nA1;D-INJ;IN-05;conforme;fiche vue;$L\n" > r.csv; mahalli -u Salma import avis r.csv
r.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 8
$ MAHALLI_NOW=2026-12-24 mahalli -u Salma import avis r.csv | head -1
r.csv : 1 ligne lue · 0 créée · 1 inchangée
$ mahalli list avis --format csv | cut -d';' -f1-6,10,11
article;membre;fabricant;produit;avis;motif;auteur;date
A1;GAT;D-INJ;IN-05;conforme;fiche vue;Salma;2026-11-21
$ L=$(sed -n 1p signes); H='article;fabricant;produit;avis;motif;Ligne du plan;Version du plan'; printf "$H\nA1;D-INJ;IN-05;non conforme;;$L\n" > r2.csv; mahalli import avis r2.csv
r2.csv : 1 ligne lue · 0 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule
r2.csv:2: Ligne du plan « 700000011-70000000b-MWAR » : l'article, le produit, ses certificats ou l'avis ont changé depuis que ce fichier en a été tiré : rien n'est pris ; reprenez le modèle (mahalli template avis) et jugez ce qu'il montre maintenant
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
# The article changed since: what the pharmacist saw is not what stands there now.
$ mahalli -u Salma undo -q; mahalli match -q; rm a.xlsx; mahalli template avis a.xlsx --member GAT -q; unzip -p a.xlsx xl/sharedStrings.xml | grep -oE '>[0-9a-f]+-[0-9a-f]+-[A-Z]{4}<|>[A-Z]{8}<' | tr -d '<>' | paste -d';' - - > signes
$ mahalli set articles GAT/A1 'designation=SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE SANS LATEX' -q; mahalli import avis r.csv
r.csv : 1 ligne lue · 0 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule
r.csv:2: Ligne du plan « 700000011-70000000b-MWAR » : l'article, le produit, ses certificats ou l'avis ont changé depuis que ce fichier en a été tiré : rien n'est pris ; reprenez le modèle (mahalli template avis) et jugez ce qu'il montre maintenant
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
# Signs that Excel counted up, or of a copied line; a reason without an opinion.
$ L=$(sed -n 1p signes); H='article;fabricant;produit;avis;motif;Ligne du plan;Version du plan'; N=$(echo "$L" | sed 's/^70/71/'); printf "$H\nA1;D-INJ;IN-05;conforme;;$N\nA2;D-INJ;IN-05;conforme;;$L\nA1;D-INJ;IN-05;;bof;$L\nA1;D-INJ;IN-05;;;$L\n" > r3.csv; mahalli import avis r3.csv
r3.csv : 4 lignes lues · 0 créée · 1 inchangée · 3 rejetées
  lu en UTF-8, séparateur point-virgule
r3.csv:2: Ligne du plan « 710000011-70000000b-MWAR » : ce n'est l'identifiant d'aucune ligne : Excel l'a sans doute changé en étirant la cellule ; videz cette cellule et la suivante si la ligne est nouvelle, ou reprenez le modèle (mahalli template avis)
r3.csv:3: Ligne du plan « 700000011-70000000b-MWAR » : cet identifiant est celui d'un autre article ou d'un autre produit : la ligne a été copiée, ou ses cases grisées ont changé ; remettez-les, ou videz cette cellule et la suivante si la ligne est nouvelle
r3.csv:4: avis : un motif, une réserve ou une date sont donnés, et pas d'avis ; choisissez l'avis dans la liste, ou videz la ligne
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli template avis b.xlsx
mahalli : ce plan a 2 groupes, et un pharmacien juge pour le sien : lequel ? --member CODE, ou --empty pour un fichier vide
Aide : mahalli help template
[2]
