# An opinion holds for the same article worded otherwise in the same group, is a mention in another, and is reopened by a change.
$ mahalli init --year 2027 --quiet
$ printf 'code;nom\nAAA;Groupe A\nBBB;Groupe B\n' > m.csv; mahalli import membres m.csv --quiet
$ printf 'code;raison_sociale;statut;role\nDEM;Démo Un;en production;fabricant\n' > f.csv; mahalli import fabricants f.csv --quiet
$ printf 'fabricant;reference;designation;statut\nDEM;P1;Sonde vésicale Foley latex 2 voies CH 18 ballonnet 10 ml;produit\nDEM;P2;Sonde de Foley 2 voies Ch 18;produit\n' > p.csv; mahalli import produits p.csv --quiet
$ printf 'reference;designation;quantite;unite\nX1;SONDE FOLEY LATEX CH18 2 VOIES BALLONNET 10 ML;100;pièce\nX2;Sonde urinaire de Foley en latex, 18 Fr, ballonnet 10 cc, 2V;50;pièce\nX3;SONDE FOLEY LATEX CH16 2 VOIES BALLONNET 10 ML;10;pièce\n' > a.csv; mahalli import besoins a.csv --member AAA --quiet
$ printf 'reference;designation;quantite;unite\nY1;FOLEY LATEX 2V CH18 BALLONNET 10ML SONDE;100;pièce\n' > b.csv; mahalli import besoins b.csv --member BBB --quiet
$ mahalli judge AAA/X1 DEM/P1 conforme --reason "essai en urologie"
Avis inscrit : AAA/X1 × DEM/P1, conforme (auteur testeur)
$ mahalli match --format csv --top 1 | cut -d';' -f1-6,8
need;rank;maker;product;verdict;score;member
X1;1;DEM;P1;match;630; toutes les spécifications demandées sont tenues"
X2;1;DEM;P1;match;630; toutes les spécifications demandées sont tenues"
X3;1;DEM;P1;near;475; une spécification n'est pas tenue"
Y1;1;DEM;P1;match;630; toutes les spécifications demandées sont tenues"
$ mahalli match --article AAA/X2 --top 1 | grep -E "État|avis"
  État          Validé
     avis         conforme, testeur, 21/11/2026, sur un article lu de même
$ mahalli match --article AAA/X3 --top 1 | grep -E "État|avis"
  État          Faisable
$ mahalli match --article BBB/Y1 --top 1 | grep -E "État|avis"
  État          Concordant
     avis         avis favorable d'un autre groupe
# The coordinator makes it hold for everybody.
$ mahalli set avis AAA/X1@DEM/P1 portee=association
Changement : avis AAA/X1@DEM/P1 (mahalli undo revient en arrière)
$ mahalli match --article BBB/Y1 --top 1 | grep -E "État|avis"
  État          Validé
     avis         conforme, association, 21/11/2026, sur un article lu de même
$ mahalli undo
Annulée : opération 8, changement avis AAA/X1@DEM/P1
# The product changes: the opinion is reopened, with the reason, until it is given again.
$ mahalli set produits DEM/P1 "specifications=longueur = 40 cm"
Changement : produit DEM/P1 (mahalli undo revient en arrière)
$ mahalli match --article AAA/X1 --top 1 | grep -E "État|avis"
  État          Concordant
     avis         conforme, testeur, 21/11/2026, à revoir : le produit ou son certificat a changé
                  depuis l'avis
$ mahalli match --article AAA/X2 --top 1 | grep -E "État|avis"
  État          Concordant
     avis         conforme, testeur, 21/11/2026, sur un article lu de même, à revoir : le produit ou
                  son certificat a changé depuis l'avis
$ mahalli judge AAA/X1 DEM/P1 conforme --reason "revu"
Avis inscrit : AAA/X1 × DEM/P1, conforme (auteur testeur)
$ mahalli match --article AAA/X2 --top 1 | grep -E "État|avis"
  État          Validé
     avis         conforme, testeur, 21/11/2026, sur un article lu de même
# The article changes.
$ mahalli set articles AAA/X1 "designation=SONDE FOLEY LATEX CH18 2 VOIES BALLONNET 30 ML"
Changement : article AAA/X1 (mahalli undo revient en arrière)
$ mahalli match --article AAA/X1 --top 1 | grep -E "État|avis"
  État          À vérifier
# A product that the match takes for another thing can be judged all the same; the miss is listed.
$ printf 'fabricant;reference;designation;specifications;statut\nDEM;P9;Article Z-100;longueur = 40 cm;produit\n' > p9.csv; mahalli import produits p9.csv --quiet
$ mahalli judge AAA/X3 DEM/P9 conforme
Avis inscrit : AAA/X3 × DEM/P9, conforme (auteur testeur)
$ mahalli check --rule produit-manque
information : Avis favorable sur un produit que le rapprochement n'a pas trouvé ; ajouter le mot qui manque (mahalli add synonymes)
  Groupe  Référence  Désignation                                     Lignes
  ──────  ─────────  ──────────────────────────────────────────────  ──────
  AAA     X3         SONDE FOLEY LATEX CH16 2 VOIES BALLONNET 10 ML       1
$ mahalli check --rule avis-rouvert
avertissement : Avis à redonner : l'article a changé depuis l'avis ; le pharmacien juge à nouveau
  Groupe  Référence  Désignation                                     Lignes
  ──────  ─────────  ──────────────────────────────────────────────  ──────
  AAA     X1         SONDE FOLEY LATEX CH18 2 VOIES BALLONNET 30 ML       1
