# Coverage of pooled needs by local makers: what could be covered, under which rule, and what is lacking.
$ mahalli init --year 2027 -q
$ printf 'code;nom\nGA;Groupe A\nGB;Groupe B\n' > m.csv; mahalli import groupes m.csv -q
$ printf 'code;raison_sociale;role;statut\nFA;Fictive Aiguilles;fabricant;en production\nFB;Fictive Bandes;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q
$ printf 'fabricant;reference;designation;unite;capacite_annuelle;quantite_min;delai_jours\nFA;S10;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;B/100;60;;30\nFB;S10B;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;B/100;;;90\nFA;S20;SERINGUE HYPODERMIQUE 20 ML LUER 3 PIECES SANS AIGUILLE STERILE;B/50;1000;20;\n' > p.csv; mahalli import produits p.csv -q
$ printf 'membre;reference;designation;quantite;unite\nGA;A1;SERINGUE HYPODERMIQUE 10 ML LUER 3 PIECES SANS AIGUILLE STERILE;8000;U\nGB;B1;SERINGUE 10ML HYPODERMIQUE LUER 3 PIECES S/AIGUILLE STERILE;4050;U\nGB;B2;SERINGUE HYPODERMIQUE 20 ML LUER 3 PIECES SANS AIGUILLE STERILE;300;U\nGA;A3;SERINGUE HYPODERMIQUE 50 ML LUER 3 PIECES SANS AIGUILLE STERILE;100;U\n' > n.csv; mahalli import besoins n.csv -q
$ mahalli match -q
$ mahalli cover
Besoin      Famille            Spécifications      Volumétrie  Unité  Couverture  Ce qui manque
──────────  ─────────────────  ──────────────────  ──────────  ─────  ──────────  ──────────────────
SERI-ZDFKX  Seringue hypoder…  20 mL, luer, nomb…         300  pièce         0 %  besoin sous le mi…
SERI-KHFVX  Seringue hypoder…  50 mL, luer, nomb…         100  pièce         0 %  aucun produit con…
SERI-XCXMP  Seringue hypoder…  10 mL, luer, nomb…      12 050  pièce      99,5 %  reste plus petit …

Plus grande couverture : produits concordants ou validés ; une capacité que personne n'a déclarée est supposée suffisante, et la part qui en dépend est dite
3 besoins consolidés ; couverts par ligne : 33,1 %, dont sur une capacité que personne n'a déclarée : 16,5 % ; 2 fabricants
1 besoin a un produit qui convient, 1 avec une capacité déclarée
Couverture simulée : ni commande, ni négociation commune.
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli cover --scenario declare --format csv
besoin;famille;specifications;volumetrie;volumetrie_texte;unite;groupes;couverture;couvert;non_couvert;sur_capacite_inconnue;fabricants;par;manque;qui
SERI-ZDFKX;Seringue hypodermique;20 mL, luer, nombre de pièces 3, avec aiguille : non, stérile;300;300;pièce;1;0;0;300;0;0;;"besoin sous le minimum de commande : S20 (Fictive Aiguilles) ; il manque 700";fabricant
SERI-KHFVX;Seringue hypodermique;50 mL, luer, nombre de pièces 3, avec aiguille : non, stérile;100;100;pièce;1;0;0;100;0;0;;"aucun produit concordant ; le plus proche : S20 (Fictive Aiguilles), volume 20 mL au lieu de 50 mL";fabricant
SERI-XCXMP;Seringue hypodermique;10 mL, luer, nombre de pièces 3, avec aiguille : non, stérile;12050;12 050;pièce;2;49.7;6000;6050;0;1;S10 (Fictive Aiguilles) : 6 000;"capacité épuisée : S10 (Fictive Aiguilles) ; il manque 6 050";fabricant
$ mahalli cover --lead 60 --format csv | cut -d';' -f1,8-13
besoin;couverture;couvert;non_couvert;sur_capacite_inconnue;fabricants;par
SERI-ZDFKX;0;0;300;0;0;
SERI-KHFVX;0;0;100;0;0;
SERI-XCXMP;49.7;6000;6050;0;1;S10 (Fictive Aiguilles) : 6 000
$ mahalli cover --worth
Ce qui freine  Fabricant          Produit  Détail                     Besoins en plus
─────────────  ─────────────────  ───────  ─────────────────────────  ───────────────
adaptation     Fictive Aiguilles  S20      une autre valeur : volume                1

Plus grande couverture : produits concordants ou validés ; une capacité que personne n'a déclarée est supposée suffisante, et la part qui en dépend est dite
3 besoins consolidés ; couverts par ligne : 33,1 %, dont sur une capacité que personne n'a déclarée : 16,5 % ; 2 fabricants
1 besoin a un produit qui convient, 1 avec une capacité déclarée
Couverture simulée : ni commande, ni négociation commune.
$ mahalli cover --scenario declare --worth --format csv
frein;fabricant;produit;famille;detail;besoins;entiers;quantite;unite;pour_10000
capacité épuisée;Fictive Aiguilles;S10;Seringue hypodermique;avec une plus grande capacité : 6 000 pièce;1;0;6000;pièce;829
capacité inconnue;Fictive Bandes;S10B;Seringue hypodermique;si sa capacité suffit : 6 000 pièce;1;0;6000;pièce;
adaptation;Fictive Aiguilles;S20;Seringue hypodermique;une autre valeur : volume;1;;100;pièce;
$ mahalli scenarios --format csv | cut -d';' -f1,3-11,14
scenario;couverture;entiers;partiels;aucun;besoins;sur_capacite_inconnue;fabricants;changes;autre_fabricant;resultat
couverture;33.1;0;1;2;3;50;2;;;le meilleur, prouvé
declare;16.5;0;1;2;3;0;1;1;0;le meilleur, prouvé
deux-sources;33.1;0;1;2;3;50;2;0;0;le meilleur, prouvé
achetable;0;0;0;3;3;;0;1;1;le meilleur, prouvé
a-verifier;33.1;0;1;2;3;50;2;0;0;le meilleur, prouvé
$ mahalli scenarios --families --format csv
famille;volumetrie;volumetrie_texte;unite;groupes;besoins;couverture;declare;deux_sources;achetable;a_verifier;cout
Seringue hypodermique;12450;12 450;pièce;2;3;96.3;48.1;96.3;0;96.3;
# A scenario that does not exist; prices are each group's own.
$ mahalli cover --scenario rien
mahalli : scénario « rien » inconnu : attendu couverture, declare, deux-sources, achetable, a-verifier, cout
Aide : mahalli help cover
[2]
$ mahalli cover --scenario cout
mahalli : scénario « cout » : les prix restent dans le plan de chaque groupe ; lancez-le là, sur un plan d'un seul groupe
[8]
$ mahalli frontier
mahalli : scénario « cout » : les prix restent dans le plan de chaque groupe ; lancez-le là, sur un plan d'un seul groupe
[8]
# The same plan, the same words.
$ mahalli cover --format csv > un.csv; mahalli cover --format csv > deux.csv; cmp un.csv deux.csv && echo pareil
pareil
# Nobody is given what its pharmacist refused: the other group still is.
$ mahalli judge GA/A1 FB/S10B "non conforme" --reason "corps opaque" -q; mahalli cover --format csv | cut -d';' -f1,4,8-14
besoin;volumetrie;couverture;couvert;non_couvert;sur_capacite_inconnue;fabricants;par;manque
SERI-ZDFKX;300;0;0;300;0;0;;"besoin sous le minimum de commande : S20 (Fictive Aiguilles) 
SERI-KHFVX;100;0;0;100;0;0;;"aucun produit concordant 
SERI-XCXMP;12050;82.9;10000;2050;4000;2;"S10 (Fictive Aiguilles) : 6 000 ; S10B (Fictive Bandes) : 4 000"
