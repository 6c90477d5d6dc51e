# Excel both ways: a workbook to fill in, given back, and lines that are no longer themselves.
$ mahalli init --year 2027 -q
$ printf 'reference;designation;unite;quantite\nA1;SERINGUE 2 ML LUER;pièce;100\nA2;SONDE CH 12;pièce;50\n' > b.csv && mahalli import besoins b.csv -q
$ mahalli template besoins modele.xlsx
Fichier à compléter : modele.xlsx · 2 lignes du plan, à changer ou à compléter ; mahalli import les reprend
Colonnes obligatoires : designation, quantite. Une case vide veut dire inconnu.
$ mahalli import besoins modele.xlsx
modele.xlsx : 2 lignes lues · 0 créée · 2 inchangées
  lu dans la feuille « Besoins »
modele.xlsx:3: à savoir : les en-têtes sont lus ligne 3 ; ce qui est au-dessus est laissé de côté
$ mahalli template besoins modele.xlsx
mahalli : modele.xlsx existe déjà : rien n'a changé
[3]
$ mahalli template besoins vide.xlsx --empty
Fichier vide à remplir : vide.xlsx
Colonnes obligatoires : designation, quantite. Une case vide veut dire inconnu.
$ mahalli import besoins vide.xlsx
vide.xlsx : 0 ligne lue · 0 créée
  lu dans la feuille « Besoins »
vide.xlsx:3: à savoir : les en-têtes sont lus ligne 3 ; ce qui est au-dessus est laissé de côté
$ mahalli template produits produits.xlsx
Fichier vide à remplir : produits.xlsx
Colonnes obligatoires : fabricant, designation. Une case vide veut dire inconnu.
$ mahalli template besoins autre.xls
mahalli : « autre.xls » : attendu un nom qui finit par .xlsx ou .csv
Aide : mahalli help template
[2]
$ mahalli import besoins b.csv --sheet 1
mahalli : b.csv n'a pas de feuilles : --sheet va avec un classeur .xlsx
Aide : mahalli help import
[2]
$ mahalli import besoins modele.xlsx --sheet Feuille9
mahalli : modele.xlsx n'a pas de feuille « Feuille9 » ; il a : 1 « Besoins », 2 « Listes »
[4]
$ printf '<html><table><tr><th>R&eacute;f<th>D&eacute;signation<th>Qt&eacute; (bo&icirc;tes)<tr><td>A3<td>GANT M<td>1&nbsp;200</table>' > sap.xls && mahalli import besoins sap.xls
sap.xls : 1 ligne lue · 1 créée
  lu comme une page web, la table qu'elle contient ; opération 3
sap.xls:1: à savoir : Qté (boîtes) : l'en-tête « Qté (boîtes) » dit l'unité de la colonne : « boîtes »
$ mahalli list besoins --where reference=A3 --format csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
MOI;MOI;A3;1;;;GANT M;;1200;boîtes;;;;;;;;;;;;;;;;;
$ printf 'reference;designation;unite;quantite;conditionnement\nA4;#N/A;pièce;5;\nA5;GANT L;paire;5;07-mai\n' > e.csv && mahalli import besoins e.csv
e.csv : 2 lignes lues · 1 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule ; opération 4
e.csv:2: designation « #N/A » : la cellule contient une erreur d'Excel, pas une valeur ; corrigez la formule, ou remplacez-la par sa valeur
e.csv:3: attention : conditionnement « 07-mai » : 07/05 : Excel a-t-il transformé 7/5 ? ; récrivez la valeur, la cellule au format Texte
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
