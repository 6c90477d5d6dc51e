$ mahalli init --year 2027 > /dev/null; mahalli import membres samples/members.csv > /dev/null; mahalli import sites samples/sites.csv > /dev/null
# The line before last and the last are wrong on purpose, the one before doubles another.
$ mahalli import achats samples/achats-atlas.csv --member GAT --reject rejets.csv
samples/achats-atlas.csv : 167 lignes lues · 165 créées · 2 rejetées
  lu en UTF-8, séparateur point-virgule, décimales à virgule ; opération 4
achats-atlas.csv:167: date « 31/02/2026 » : la date « 31/02/2026 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj
achats-atlas.csv:168: date : ni date ni année d'achat ; donnez le jour de l'achat, ou une colonne annee
achats-atlas.csv:166: attention : reference « A10131 » : même article, même établissement, même jour et même quantité plus haut dans le fichier : gardé comme second achat ; retirez l'une des deux lignes si c'est le même achat
lignes rejetées, à corriger puis à importer à nouveau : rejets.csv
[1]
$ cat rejets.csv
etablissement;reference;designation;date;quantite;unite;prix_unitaire_ht;fournisseur;fabricant;pays_origine;ligne;colonne;valeur;raison;suggestion
AT-CAS;A10108;SERINGUE 3 PCES 2 ML S/AIG LUER;31/02/2026;10;B/100;31,00;Sud Médical Démo;;;167;date;31/02/2026;la date « 31/02/2026 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj;
AT-CAS;A10115;SERINGUE 3 PCES 5 ML S/AIG LUER;;10;B/100;31,00;Sud Médical Démo;;;168;date;;ni date ni année d'achat;donnez le jour de l'achat, ou une colonne annee
# A second time changes nothing; so does what the list gives.
$ mahalli import purchases samples/achats-atlas.csv --member GAT | head -1
samples/achats-atlas.csv : 167 lignes lues · 0 créée · 165 inchangées · 2 rejetées
$ mahalli list achats --format csv > achats.csv; head -3 achats.csv; mahalli import achats achats.csv | head -1
membre;etablissement;reference;designation;date;quantite;unite;conditionnement;prix_unitaire_ht;fournisseur;fabricant;pays_origine;annee;occurrence
GAT;AT-CAS;A10115;SERINGUE 3 PCES 5 ML S/AIG LUER;2026-10-04;368;B/100;;80.58;Pharma Distribution Démo;Hospilux Démo;Turquie;2026;1
GAT;AT-CAS;A10120;SERINGUE 3 PCES 10 ML S/AIG LUER;2026-02-18;80;B/100;;88.30;Comptoir Hospitalier Démo;D-INJ;Maroc;2026;1
achats.csv : 165 lignes lues · 0 créée · 165 inchangées
$ mahalli list achats --where reference=A10131
                                                                                                Prix
                                                                                            unitaire
Groupe  Établissement  Référence  Désignation                  Date        Quantité  Unité        HT
──────  ─────────────  ─────────  ───────────────────────────  ──────────  ────────  ─────  ────────
GAT     AT-CAS         A10131     SERINQUE 3 PCES 20 CC S/AI…  04/05/2026        42  B/50      34,17
GAT     AT-CAS         A10131     SERINQUE 3 PCES 20 CC S/AI…  04/05/2026        42  B/50      34,17
GAT     AT-CAS         A10131     SERINQUE 3 PCES 20 CC S/AI…  18/06/2026        42  B/50      34,17
GAT     AT-CAS         A10131     SERINQUE 3 PCES 20 CC S/AI…  04/07/2026        42  B/50      34,17
GAT     AT-CAS         A10131     SERINQUE 3 PCES 20 CC S/AI…  04/09/2026        43  B/50      34,17
5 lignes ; 3 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli show achat GAT/A10131@AT-CAS@04/05/2026
mahalli : « GAT/A10131@AT-CAS@04/05/2026 » désigne 2 achats du même jour : ajoutez #1, #2…
[4]
$ mahalli show achat A10131@AT-CAS@2026-02-30
mahalli : pas de « A10131@AT-CAS@2026-02-30 » dans la liste « Achats »
[4]
$ mahalli show achat A10131
mahalli : « A10131 » : attendu ARTICLE@ÉTABLISSEMENT@DATE, au besoin suivi de #2, #3…
Aide : mahalli help show
[2]
# Purchases link articles that needs name, and leave these as they are.
$ mahalli import besoins samples/besoins-atlas.csv --member GAT > /dev/null; mahalli show article A10131
Groupe       GAT
Référence    A10131
Désignation  SERINQUE 3 PCES 20 CC S/AIG LUER
Unité        B/50
$ mahalli import achats samples/achats-atlas.csv --member GAT | head -1
samples/achats-atlas.csv : 167 lignes lues · 0 créée · 165 inchangées · 2 rejetées
# By hand.
$ mahalli add achat membre=GAT etablissement=AT-CAS reference=A10131 designation="SERINGUE 20 ML" date=2026-11-02 quantite=12 unite=B/50
Ajout : achat A10131 (mahalli undo revient en arrière)
$ mahalli add achat membre=GAT etablissement=AT-CAS reference=A10131 designation="SERINGUE 20 ML" date=2026-11-02 quantite=15 unite=B/50
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli set achat A10131@AT-CAS@2026-11-02 quantite=15 prix_unitaire_ht=32,50
Changement : achat A10131@AT-CAS@2026-11-02 (mahalli undo revient en arrière)
$ mahalli show achat A10131@AT-CAS@2026-11-02
Groupe            GAT
Établissement     AT-CAS
Référence         A10131
Désignation       SERINQUE 3 PCES 20 CC S/AIG LUER
Date              02/11/2026
Quantité          15
Unité             B/50
Prix unitaire HT  32,50
Année             2026
Occurrence        1

Calcul : 15 B/50 = 750 unités ; 32,50 HT par B/50 = 0,65 HT l'unité
$ mahalli set achat A10131@AT-CAS@2026-11-02 quantite=1,01
mahalli : quantite « 1.01 » : ne fait pas un nombre entier d'unités de base
[3]
$ mahalli set achat A10131@AT-CAS@2026-11-02 date=2026-11-03
mahalli : date ne change pas : retirez la ligne et ajoutez-la autrement
Aide : mahalli help set
[2]
$ mahalli remove achat A10131@AT-CAS@2026-11-02
Retrait : achat A10131@AT-CAS@2026-11-02 (mahalli undo revient en arrière)
$ mahalli undo
Annulée : opération 8, retrait achat A10131@AT-CAS@2026-11-02
# A year without days; a quantity that makes no whole number; a negative one.
$ printf 'membre;reference;designation;exercice;qte;unite;cdt;origine\nGAT;Z1;BANDE CREPE 4 M X 10 CM;2025;12,5;boîte;boîte de 20;Chine\nGAT;Z2;BANDE CREPE 4 M X 15 CM;2025;2,5;B/25;;\nGAT;Z3;BANDE CREPE 4 M X 5 CM;2025;-3;B/25;;\n' > an.csv; mahalli import achats an.csv
an.csv : 3 lignes lues · 1 créée · 2 rejetées
  lu en UTF-8, séparateur point-virgule, décimales à virgule ; opération 10
an.csv:3: qte « 2.5 » : ne fait pas un nombre entier d'unités de base ; donnez un nombre entier d'unités, ou le conditionnement
an.csv:4: qte « -3 » : valeur négative « -3 » : un nombre positif ou nul est attendu
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli show achat Z1@GAT@2025
Groupe           GAT
Établissement    GAT
Référence        Z1
Désignation      BANDE CREPE 4 M X 10 CM
Quantité         12,5
Unité            boîte
Conditionnement  boîte de 20
Pays d'origine   Chine
Année            2025
Occurrence       1

Calcul : 12,5 boîte = 250 unités
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
# What was bought and nobody needs this year is no article of the plan.
$ mahalli status --year 2027 | grep -E "rticles|esoins|État|oncordant"
  3 groupes · 14 établissements · 158 articles · 459 besoins
État des articles
  État                    Articles    %
  Concordant                     0    0
  acheteur  158 articles à rapprocher       mahalli match
  acheteur  9 besoins sans conditionnement  mahalli check --rule conditionnement-inconnu
$ mahalli list articles --format csv | wc -l
162
