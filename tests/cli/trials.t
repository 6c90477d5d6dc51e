$ sh data/base.sh; mahalli match -q; mahalli import sites samples/sites.csv -q 2> /dev/null; mahalli import membres samples/members.csv -q
sites.csv:6: membre « GSE » : aucun des groupes ne porte ce code ou ce nom ; vouliez-vous dire « gat » ? sinon importez d'abord les groupes ; de même 3 autres lignes
# What sites can test.
$ printf 'etablissement;essai;norme;famille;contact\nAT-CAS;fuite et force du piston;ISO 7886-1;seringue;Pharmacie\nAT-SET;usage en service;;;\n' > labs.csv; mahalli import essais labs.csv
labs.csv : 2 lignes lues · 2 créées
  lu en UTF-8, séparateur point-virgule ; opération 10
$ mahalli list labs --where famille=seringue
Établissement  Essai                     Norme       Famille   Contact
─────────────  ────────────────────────  ──────────  ────────  ─────────
AT-CAS         fuite et force du piston  ISO 7886-1  seringue  Pharmacie
1 ligne
$ mahalli show essai "AT-SET/usage en service"
Établissement  AT-SET
Essai          usage en service
# A sample is asked, comes, is tried; the verdict is an opinion.
$ mahalli match --article A2 | head -6
Article GAT/A2
  Désignation   SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE
  Famille       Seringue hypodermique
  État          Faisable
      Caractéristique   Demandé  Source
      ────────────────  ───────  ──────
$ mahalli trial ask GAT/A2 D-INJ/IN-10 --lab AT-CAS --test "fuite et force du piston" --norm "ISO 7886-1"
Échantillon demandé : GAT/A2 × D-INJ/IN-10
$ mahalli trial ask GAT/A2 D-INJ/IN-10 --lab AT-CAS --test "fuite et force du piston"
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli trial result GAT/A2 D-INJ/IN-10
mahalli : quel résultat ? conforme, sous réserve, non conforme, non concluant
Aide : mahalli help trial
[2]
$ mahalli trial perdu GAT/A2 D-INJ/IN-10
mahalli : « perdu » : attendu ask, received ou result
Aide : mahalli help trial
[2]
$ mahalli trial received GAT/A2 D-INJ/IN-10 --date 2026-11-01
mahalli : reçu le 01/11/2026, avant d'être demandé le 21/11/2026
[3]
$ mahalli trial received GAT/A2 D-INJ/IN-10 --date 2026-11-25
Échantillon reçu : GAT/A2 × D-INJ/IN-10
$ mahalli trial result GAT/A2 D-INJ/IN-10 conforme --date 2026-11-24
mahalli : résultat du 24/11/2026, avant la demande ou la réception du 25/11/2026
[3]
$ mahalli trial result GAT/A2 D-INJ/IN-10 non conforme --date 2026-11-30
mahalli : un résultat vaut avis : quelle pièce le dit (document) ?
Aide : mahalli help trial
[2]
$ mahalli trial result GAT/A2 D-INJ/IN-10 non conforme --date 2026-11-30 --document "PV 2026-14"
Résultat noté : GAT/A2 × D-INJ/IN-10 ; avis inscrit, non conforme (auteur testeur)
$ mahalli list échantillons --format csv | tee t.csv
article;membre;fabricant;produit;demande_le;recu_le;laboratoire;essai;norme;resultat;resultat_le;document;demandeur;observations
A2;GAT;D-INJ;IN-10;2026-11-21;2026-11-25;AT-CAS;fuite et force du piston;ISO 7886-1;non conforme;2026-11-30;PV 2026-14;testeur;
$ mahalli list avis --format csv
article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au
A2;GAT;D-INJ;IN-10;non conforme;essai : fuite et force du piston, ISO 7886-1, AT-CAS;;;PV 2026-14;testeur;2026-11-21;
$ mahalli history | head -2
N°  Date              Auteur   Opération                                Créés  Changés  Retirés
──  ────────────────  ───────  ───────────────────────────────────────  ─────  ───────  ───────
# Where samples stand, in words: what is late comes first.
$ mahalli -q trial ask GAT/A1 D-INJ/IN-10 --date 2026-09-01 --lab Bloc; mahalli -q trial ask GAT/A3 D-INJ/IN-10 --date 2026-11-20; mahalli follow --trials
Article  Produit      Où en est-on  Constat
───────  ───────────  ────────────  ───────────────────────────────────────────────────────────────
GAT/A1   D-INJ/IN-10  en retard     demandé le 01/09/2026, attendu depuis 81 jours : relancer D-INJ
GAT/A3   D-INJ/IN-10  attendu       demandé le 20/11/2026, attendu depuis 1 jour
GAT/A2   D-INJ/IN-10  non conforme  non conforme, le 30/11/2026, d'après PV 2026-14
$ mahalli follow --trials --late --format csv | cut -d';' -f1,3,5,6,14,15
article;produit;etat;demande_le;retard_jours;constat
GAT/A1;D-INJ/IN-10;en retard;2026-09-01;51;demandé le 01/09/2026, attendu depuis 81 jours : relancer D-INJ
$ mahalli -q remove échantillon GAT/A1@D-INJ/IN-10; mahalli -q remove échantillon GAT/A3@D-INJ/IN-10
$ mahalli follow --late
mahalli : --late va avec --trials
Aide : mahalli help follow
[2]
# What the list gives comes back.
$ mahalli import échantillons t.csv | head -1
t.csv : 1 ligne lue · 0 créée · 1 inchangée
# Trial and opinion are one operation.
$ mahalli undo 13
Annulée : opération 13, avis non conforme : GAT/A2, D-INJ/IN-10
$ mahalli list avis
0 ligne
$ mahalli list échantillons --format csv | tail -1
A2;GAT;D-INJ;IN-10;2026-11-21;2026-11-25;AT-CAS;fuite et force du piston;ISO 7886-1;;;;testeur;
$ mahalli trial result GAT/A2 D-INJ/IN-10 "non concluant" --date 2026-11-30
Résultat noté : GAT/A2 × D-INJ/IN-10
$ mahalli trial result GAT/A2 D-INJ/IN-10 conforme --document x
mahalli : aucun échantillon de ce produit n'est attendu pour cet article : mahalli trial ask ARTICLE PRODUIT
[4]
$ mahalli trial ask GAT/A9 D-INJ/IN-10
mahalli : article : aucun article ne répond à « A9 »
[3]
$ mahalli remove échantillon GAT/A2@D-INJ/IN-10
Retrait : échantillon GAT/A2@D-INJ/IN-10 (mahalli undo revient en arrière)
$ printf 'article;produit;demande_le\nA2;IN-10;\nA2;X;2026-01-02\n' > f.csv; mahalli import trials f.csv
f.csv : 2 lignes lues · 0 créée · 2 rejetées
  lu en UTF-8, séparateur point-virgule
f.csv:2: demande_le : la date de la demande manque ; donnez le jour de la demande
f.csv:3: produit « X » : aucun produit ne répond à « X »
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
