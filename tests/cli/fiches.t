# Fiches techniques types: adopted by a group, versioned, inherited by its articles, visibly; what an article says itself wins.
$ mahalli init --year 2027 --quiet
$ printf 'code;nom\nAAA;Groupe A\nBBB;Groupe B\n' > m.csv; mahalli import membres m.csv --quiet
$ printf 'code;raison_sociale;statut;role\nDEM;Démo Un;en production;fabricant\n' > f.csv; mahalli import fabricants f.csv --quiet
$ printf 'fabricant;reference;designation;statut\nDEM;P1;Sonde vésicale Foley latex 2 voies CH 18 ballonnet 10 ml;produit\nDEM;P2;Sonde vésicale Foley silicone 2 voies CH 18 ballonnet 10 ml;produit\n' > p.csv; mahalli import produits p.csv --quiet
$ printf 'membre;reference;designation;quantite;unite\nAAA;X1;SONDE FOLEY CH18;100;pièce\nAAA;X2;SONDE FOLEY LATEX CH18;50;pièce\nBBB;Y1;SONDE FOLEY CH18;100;pièce\n' > a.csv; mahalli import besoins a.csv --quiet
$ mahalli match --quiet
# What is not known is refused, with the nearest.
$ mahalli add fiches membre=AAA famille=sonde_folay "specifications=matière = silicone"
mahalli : famille : famille inconnue ; vouliez-vous dire « sonde_foley » ?
[3]
$ mahalli add fiches membre=AAA famille=sonde_foley "specifications=matiere = caoutchouc"
mahalli : specifications : n'est pas une valeur de « matière » ; attendu : latex | latex_silicone | silicone | pvc | polyurethane | ptfe | sans_latex
[3]
$ mahalli add fiches membre=AAA famille=sonde_foley "specifications=pavillon = bleu"
mahalli : specifications : cette famille n'a pas de caractéristique de ce nom ; attendu : ch, voies, ballonnet, volume_ballonnet, materiau, sexe, population, longueur, pointe, temperature, armee, sterile, usage_unique, radio_opaque, sterilisation
[3]
$ mahalli add fiches membre=AAA famille=sonde_foley "specifications=silicone"
mahalli : specifications : attendu caractéristique = valeur, séparées par « ; » ; par exemple : stérile = oui; volume = 10 mL
[3]
# Proposed first: it counts for nothing yet.
$ mahalli add fiches membre=AAA famille=sonde_foley "specifications=matière = silicone; nombre de voies = 2" motif="essai de réanimation"
Ajout : fiche sonde_foley (mahalli undo revient en arrière)
$ mahalli match | head -1
3 articles, dont 0 rapproché cette fois
$ mahalli set fiches AAA/sonde_foley etat=adoptée
Changement : fiche AAA/sonde_foley (mahalli undo revient en arrière)
$ mahalli match | head -1
3 articles, dont 2 rapprochés cette fois
$ mahalli match --article AAA/X1 --top 1
Article AAA/X1
  Désignation   SONDE FOLEY CH18
  Famille       Sonde vésicale à ballonnet (Foley)
  État          Concordant
      Caractéristique  Demandé   Source
      ───────────────  ────────  ──────────────────────
      calibre          18 Ch     lu
      nombre de voies  2         référentiel (fiche v1)
      avec ballonnet   oui       référentiel
      matière          silicone  référentiel (fiche v1)
      stérile          oui       référentiel

  1. Concordant, score 630 : DEM/P2 (Démo Un)
     libellé      Sonde vésicale Foley silicone 2 voies CH 18 ballonnet 10 ml
     motif        sonde vésicale à ballonnet (Foley) : calibre 18 Ch ✓, nombre de voies 2 ✓, matière
                  silicone ✓ ; toutes les spécifications demandées sont tenues
     score        nature du produit 200 + spécifications tenues 400 + fabrication 30
     achetable    non vérifié
      Caractéristique  Demandé   Source                  Offert        Résultat
      ───────────────  ────────  ──────────────────────  ────────────  ─────────
      calibre          18 Ch     lu                      18 Ch         respectée
      nombre de voies  2         référentiel (fiche v1)  2             respectée
      avec ballonnet   oui       référentiel             oui           respectée
      matière          silicone  référentiel (fiche v1)  silicone      respectée
      stérile          oui       référentiel             oui           respectée
      fabriqué ici     oui       référentiel             fabriqué ici  respectée
$ mahalli match --article AAA/X2 --top 1 | grep -E "matière|voies"
      nombre de voies  2        référentiel (fiche v1)
      matière          latex    lu
     libellé      Sonde vésicale Foley latex 2 voies CH 18 ballonnet 10 ml
     motif        sonde vésicale à ballonnet (Foley) : calibre 18 Ch ✓, nombre de voies 2 ✓, matière
      nombre de voies  2        référentiel (fiche v1)  2             respectée
      matière          latex    lu                      latex         respectée
$ mahalli match --article BBB/Y1 --top 1 | grep -E "matière|voies"
     libellé      Sonde vésicale Foley latex 2 voies CH 18 ballonnet 10 ml
# An adopted version never changes in place.
$ mahalli set fiches AAA/sonde_foley "specifications=matière = latex"
mahalli : specifications : cette version a été adoptée : ses spécifications ne changent plus ; ajoutez une nouvelle version (mahalli add fiches, sans version)
[3]
$ mahalli remove fiches AAA/sonde_foley
mahalli : une fiche adoptée ne s'efface pas : retirez-la (mahalli set fiches … etat=retirée)
[8]
$ mahalli add fiches membre=AAA famille=sonde_foley "specifications=matière = latex; nombre de voies = 2" etat=adoptée motif="retour au latex"
Ajout : fiche sonde_foley (mahalli undo revient en arrière)
$ mahalli list fiches
Groupe  Famille      Version  Spécifications usuelles         État     Auteur   Date
──────  ───────────  ───────  ──────────────────────────────  ───────  ───────  ──────────
AAA     sonde_foley        1  voies = 2; materiau = silicone  adoptée  testeur  21/11/2026
AAA     sonde_foley        2  voies = 2; materiau = latex     adoptée  testeur  21/11/2026
2 lignes ; 1 colonne de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli show fiches AAA/sonde_foley
Groupe                   AAA
Famille                  sonde_foley
Version                  2
Spécifications usuelles  voies = 2; materiau = latex
État                     adoptée
Auteur                   testeur
Date                     21/11/2026
Motif                    retour au latex
$ mahalli show fiches sonde_foley
mahalli : « sonde_foley » : de quel groupe ? attendu GROUPE/FAMILLE ou GROUPE/FAMILLE@VERSION
Aide : mahalli help show
[2]
$ mahalli match --article AAA/X1 --top 1 | grep matière
      matière          latex    référentiel (fiche v2)
     motif        sonde vésicale à ballonnet (Foley) : calibre 18 Ch ✓, nombre de voies 2 ✓, matière
      matière          latex    référentiel (fiche v2)  latex         respectée
$ mahalli judge AAA/X1 DEM/P1 conforme
Avis inscrit : AAA/X1 × DEM/P1, conforme (auteur testeur)
# Withdrawn: the version before counts again, and the opinion is reopened with the reason.
$ mahalli set fiches AAA/sonde_foley@2 etat=retirée
Changement : fiche AAA/sonde_foley@2 (mahalli undo revient en arrière)
$ mahalli match --article AAA/X1 --top 2 | grep -E "État|avis|matière"
  État          Concordant
      matière          silicone  référentiel (fiche v1)
     motif        sonde vésicale à ballonnet (Foley) : calibre 18 Ch ✓, nombre de voies 2 ✓, matière
      matière          silicone  référentiel (fiche v1)  silicone      respectée
     motif        sonde vésicale à ballonnet (Foley) : matière silicone ✗ (latex au lieu de
     avis         conforme, testeur, 21/11/2026, à revoir : la fiche technique type a changé depuis
                  l'avis
      matière          silicone  référentiel (fiche …  latex         écart      latex au lieu de si…
$ mahalli check --rule avis-rouvert
avertissement : Avis à redonner : la fiche technique type a changé depuis l'avis ; le pharmacien juge à nouveau
  Groupe  Référence  Désignation       Lignes
  ──────  ─────────  ────────────────  ──────
  AAA     X1         SONDE FOLEY CH18       1
$ mahalli undo
Annulée : opération 10, changement fiche AAA/sonde_foley@2
$ mahalli match --article AAA/X1 --top 1 | grep -E "État|avis"
  État          Validé
     avis         conforme, testeur, 21/11/2026
# Files: what a list writes comes back as it is.
$ mahalli list fiches --format csv > fiches.csv; cat fiches.csv; mahalli import fiches fiches.csv
membre;famille;version;specifications;etat;auteur;date;motif;base
AAA;sonde_foley;1;"voies = 2; materiau = silicone";adoptée;testeur;2026-11-21;essai de réanimation;
AAA;sonde_foley;2;"voies = 2; materiau = latex";adoptée;testeur;2026-11-21;retour au latex;
fiches.csv : 2 lignes lues · 0 créée · 2 inchangées
  lu en UTF-8, séparateur point-virgule
$ mahalli template fiches vide.csv; cat vide.csv
Fichier vide à remplir : vide.csv
Colonnes obligatoires : membre, famille, specifications. Une case vide veut dire inconnu.
﻿membre;famille;version;specifications;etat;auteur;date;motif;base
$ mahalli export aaa.xlsx --scope member=AAA --quiet; unzip -p aaa.xlsx | grep -o "référentiel (fiche v2)" | sort -u
référentiel (fiche v2)
$ mahalli export plan.xlsx --scope plan --quiet; unzip -p plan.xlsx | grep -c "fiche v"
0
[1]
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
# The last version there can be is told, and stops no other line.
$ mahalli add fiches membre=BBB famille=gant_examen version=9999 "specifications=taille = M" etat=adoptée --quiet; printf 'membre;famille;specifications\nBBB;gant_examen;taille = L\nBBB;seringue;volume = 10 mL\n' > l.csv; mahalli import fiches l.csv
l.csv : 2 lignes lues · 1 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule ; opération 13
l.csv:2: version : cette fiche a déjà la version 9999, la dernière possible
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
