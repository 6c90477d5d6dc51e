# What makers answer: typed in a file, or their workbook given back (tests/unit/test_ops_replies.c, tests/xlsx/demand.sh).
$ sh data/base.sh
$ mahalli export d.xlsx --scope maker=D-INJ --send --due 15/12/2026 -q
# Given back as it was: nothing was answered.
$ mahalli import réponses d.xlsx
d.xlsx : 1 ligne lue · 0 créée · 1 inchangée
  lu dans la feuille « Seringue hypodermique »
$ mahalli requests
Fabricant  Raison sociale  Envoyée le  Attendue le  Produits
─────────  ──────────────  ──────────  ───────────  ────────
D-INJ      Injecta         21/11/2026  15/12/2026          2
# By telephone: a product that is made, one that could be, one that is not.
$ printf 'fabricant;famille;specifications;reponse;reference;designation;caracteristiques;unite;capacite_annuelle;enregistrement;enregistrement_fin;taux_integration\nD-INJ;seringue;volume = 20 mL;oui;IN-20;Seringue 20 mL;"volume = 20; embout = luer";pièce;500000;ENR-20;2029-06-30;45\nD-GAZ;compresse;sterile = oui;capable sous 6 mois;;Compresse stérile;"largeur = 10; longueur = 10; plis = 16; sterile = oui";pièce;;;;\nD-LIT;lit_hospitalisation;;non;;;;;;;;\n' > r.csv
$ mahalli import réponses r.csv
r.csv : 3 lignes lues · 3 créées
  lu en UTF-8, séparateur point-virgule ; opération 9
$ mahalli list réponses
                                                                                           Votre
Année  Fabricant  Famille              Spécifications demandées       Fabriquez-vous ?     référence
─────  ─────────  ───────────────────  ─────────────────────────────  ───────────────────  ─────────
 2027  D-INJ      seringue             volume = 20 mL; sterile = oui  oui                  IN-20
 2027  D-GAZ      compresse            sterile = oui                  capable sous 6 mois
 2027  D-LIT      lit_hospitalisation                                 non
3 lignes ; 8 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli list produits --where source="réponse du 21/11/2026" --format csv
fabricant;reference;code_emdn;famille;designation;specifications;unite;conditionnement;capacite_annuelle;capacite_t1;capacite_t2;capacite_t3;capacite_t4;quantite_min;prix_unitaire_ht;delai_jours;classe;statut;disponible_le;taux_integration;preuve;preuve_le;source;verifie_le;verifie_par
D-GAZ;;;compresse;Compresse stérile;"largeur = 10 cm; longueur = 10 cm; sterile = oui; plis = 16";pièce;;;;;;;;;;;capable;2027-05-21;;déclaré;2026-11-21;réponse du 21/11/2026;2026-11-21;
D-INJ;IN-20;;seringue;Seringue 20 mL;"volume = 20 mL; embout = luer";pièce;;500000;;;;;;;;;produit;;45;déclaré;2026-11-21;réponse du 21/11/2026;2026-11-21;
$ mahalli list certificats --where numero=ENR-20 --format csv
fabricant;produit;type;numero;autorite;portee;debut;fin;document;verifie_le
D-INJ;IN-20;enregistrement;ENR-20;;;;2029-06-30;;
# A declared registration clears nothing.
$ mahalli match -q && mahalli match --article A2 | sed -n 1,6p
Article GAT/A2
  Désignation   SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE
  Famille       Seringue hypodermique
  État          À vérifier
      Caractéristique   Demandé  Source
      ────────────────  ───────  ──────
$ mahalli requests
Fabricant  Raison sociale  Envoyée le  Attendue le  Répondue le  Réponses  Produits
─────────  ──────────────  ──────────  ───────────  ───────────  ────────  ────────
D-GAZ      Gazes du Sud                             21/11/2026          1         2
D-INJ      Injecta         21/11/2026  15/12/2026   21/11/2026          1         3
D-LIT      Mobilier Atlas                           21/11/2026          1         0
# Twice changes nothing; on another day either.
$ mahalli import réponses r.csv
r.csv : 3 lignes lues · 0 créée · 3 inchangées
  lu en UTF-8, séparateur point-virgule
$ MAHALLI_NOW=2026-12-24 mahalli import réponses r.csv
r.csv : 3 lignes lues · 0 créée · 3 inchangées
  lu en UTF-8, séparateur point-virgule
# What was known of a product is told where it changes.
$ printf 'fabricant;famille;specifications;reponse;reference;unite;capacite_annuelle\nD-INJ;seringue;volume = 5 mL;oui;IN-05;pièce;20000000\n' > c.csv
$ mahalli import réponses c.csv
c.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 10
c.csv:2: à savoir : « IN-05 » : Capacité annuelle « 15 000 000 » devient « 20 000 000 »
# What is wrong is told cell by cell, and comes back as a file.
$ printf 'fabricant;famille;specifications;reponse;reference;designation;caracteristiques;unite\nD-INJ;seringue;volume = 5 mL;peut-être;X1;;;\nD-XXX;seringue;;oui;X2;;;\nD-INJ;seringu;;oui;X3;;;\nD-INJ;seringue;volume = beaucoup;oui;X4;;;\nD-INJ;seringue;volume = 2 mL;oui;X5;;volume = abc;\nD-INJ;seringue;volume = 2 mL;oui;X6;Seringue 10 mL;volume = 2;\nD-INJ;seringue;volume = 1 mL;oui;IN-10;;;boîte\nD-INJ;seringue;volume = 3 mL;capable sous 500 mois;;;;\nD-GAZ;compresse;;oui;IN-77;Seringue 10 mL luer;;\n;seringue;;non;;;;\n' > f.csv
$ mahalli import réponses f.csv --reject rej.csv
f.csv : 10 lignes lues · 1 créée · 9 rejetées
  lu en UTF-8, séparateur point-virgule ; opération 11
f.csv:2: reponse « peut-être » : n'est pas une réponse ; attendu : oui, avec adaptation, capable sous N mois (1 à 120), ou non
f.csv:3: fabricant « D-XXX » : aucun des fabricants ne porte ce code ou ce nom ; importez d'abord les fabricants
f.csv:5: specifications « volume = beaucoup » : ce n'est pas une demande de cette famille ; caractéristique = valeur unité, séparées par ;
f.csv:6: caracteristiques « abc » : n'est pas une valeur de « volume » ; attendu : 1 | 2 | 2,5 | 3 | 5 | 10 | 20 | 30 | 50 | 60 | 100 mL
f.csv:7: designation « Seringue 10 mL » : les caractéristiques se contredisent, ou contredisent la désignation : volume ; corrigez l'une ou l'autre
f.csv:8: unite « boîte » : ce que nous savons du produit est par « pièce » ; gardez cette unité, et comptez-y capacité et minimum
f.csv:9: reponse « capable sous 500 mois » : n'est pas une réponse ; attendu : oui, avec adaptation, capable sous N mois (1 à 120), ou non
f.csv:10: designation « Seringue 10 mL luer » : les caractéristiques se contredisent, ou contredisent la désignation : Seringue hypodermique ; corrigez l'une ou l'autre
f.csv:11: fabricant : « Fabricant » est obligatoire et manque
lignes rejetées, à corriger puis à importer à nouveau : rej.csv
[1]
$ cut -d';' -f1-3,10- rej.csv | head -4
fabricant;famille;specifications;colonne;valeur;raison;suggestion
D-INJ;seringue;volume = 5 mL;reponse;peut-être;n'est pas une réponse;attendu : oui, avec adaptation, capable sous N mois (1 à 120), ou non
D-XXX;seringue;;fabricant;D-XXX;aucun des fabricants ne porte ce code ou ce nom;importez d'abord les fabricants
D-INJ;seringue;volume = beaucoup;specifications;volume = beaucoup;ce n'est pas une demande de cette famille;"caractéristique = valeur unité, séparées par ;"
$ mahalli undo
Annulée : opération 11, import reponses f.csv
$ mahalli undo
Annulée : opération 10, import reponses c.csv
$ mahalli list réponses
                                                                                           Votre
Année  Fabricant  Famille              Spécifications demandées       Fabriquez-vous ?     référence
─────  ─────────  ───────────────────  ─────────────────────────────  ───────────────────  ─────────
 2027  D-INJ      seringue             volume = 20 mL; sterile = oui  oui                  IN-20
 2027  D-GAZ      compresse            sterile = oui                  capable sous 6 mois
 2027  D-LIT      lit_hospitalisation                                 non
3 lignes ; 8 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli list produits --where source="réponse du 21/11/2026"
                                                                                   Capacité
Fabricant  Référence  Famille    Désignation        Spécifications          Unité  annuelle  Statut
─────────  ─────────  ─────────  ─────────────────  ──────────────────────  ─────  ────────  ───────
D-GAZ                 compresse  Compresse stérile  largeur = 10 cm; long…  pièce            capable
D-INJ      IN-20      seringue   Seringue 20 mL     volume = 20 mL; embou…  pièce   500 000  produit
2 lignes ; 6 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
# By hand.
$ mahalli add réponses fabricant=D-INJ famille=seringue specifications="volume = 20 mL" reponse=non
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
