# Groups work alone, each in its own plan; the coordinator unites their parts.
$ export MAHALLI_NOW=2026-11-21T10:00:00; for g in gat:11 gri:12 coord:13; do MAHALLI_ORIGIN=${g#*:} mahalli -f ${g%:*}.db init --year 2027 -q; done
$ for f in coord gat gri; do mahalli -f $f.db import groupes data/groupes.csv -q; mahalli -f $f.db import sites data/sites.csv -q; mahalli -f $f.db import fabricants data/fabricants.csv -q; mahalli -f $f.db import produits data/produits.csv -q; done
$ mahalli -u anna -f gat.db import besoins data/besoins.csv --member GAT -q
$ mahalli -u anna -f gat.db judge A1 D-INJ/IN-05 conforme --reason "essai de trois semaines" -q
$ mahalli -u rachid -f gri.db import besoins data/rif.csv --member GRI -q
$ mahalli -f gat.db share gat.part --member GAT -q; mahalli -f gri.db share gri.part --member GRI -q
$ mahalli -f coord.db merge gat.part gri.part
Part de GAT : 3 opérations reçues · 12 lignes créées · 0 changée · 0 retirée
Part de GRI : 2 opérations reçues · 4 lignes créées · 0 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
$ mahalli -f coord.db follow
Groupe  Nom           État      Reçu le     Lignes  Articles  Avis
──────  ────────────  ────────  ──────────  ──────  ────────  ────
GAT     Groupe Atlas  transmis  21/11/2026       6         5     1
GRI     Groupe Rif    transmis  21/11/2026       2         2     0
$ mahalli -f coord.db verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
# What each group did stays known, with its author and the plan it comes from.
$ mahalli -f coord.db list recues
Origine  N°  Auteur   Date                 Opération                         Créés  Changés  Retirés
───────  ──  ───────  ───────────────────  ────────────────────────────────  ─────  ───────  ───────
     11   3  testeur  2026-11-21T10:00:00  import etablissements                 2        0        0
     11   6  anna     2026-11-21T10:00:00  import besoins                       11        0        0
     11   7  anna     2026-11-21T10:00:00  avis conforme : GAT/A1, D-INJ/I…      1        0        0
     12   3  testeur  2026-11-21T10:00:00  import etablissements                 1        0        0
     12   6  rachid   2026-11-21T10:00:00  import besoins                        4        0        0
5 lignes
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli -f coord.db history --limit 3
N°  Date              Auteur   Opération                     Créés  Changés  Retirés
──  ────────────────  ───────  ────────────────────────────  ─────  ───────  ───────
 7  21/11/2026 10:00  testeur  part reçue de GRI                 7        0        0
 6  21/11/2026 10:00  testeur  part reçue de GAT                16        0        0
 5  21/11/2026 10:00  testeur  import produits produits.csv      4        0        0
Les 3 dernières ; --limit 0 les donne toutes.
5 opérations reçues d'autres plans : mahalli list recues
$ mahalli -f coord.db list avis --format csv
article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au
A1;GAT;D-INJ;IN-05;conforme;essai de trois semaines;;;;anna;2026-11-21;
# Twice changes nothing; the other order gives the same plan.
$ mahalli -f coord.db merge gri.part gat.part
Part de GRI : déjà reçue, rien ne change.
Part de GAT : déjà reçue, rien ne change.
$ MAHALLI_ORIGIN=14 mahalli -f autre.db init --year 2027 -q; for k in groupes sites fabricants produits; do mahalli -f autre.db import $k data/$k.csv -q; done; mahalli -f autre.db merge gri.part gat.part -q
$ for f in coord autre; do for k in groupes sites articles besoins avis fiches; do mahalli -f $f.db list $k --format csv; done > $f.txt; done; cmp coord.txt autre.txt; wc -l < coord.txt
27
$ mahalli -f coord.db match > /dev/null; mahalli -f coord.db match --format csv | grep -c ';1;'
4
# One step back, one step forth.
$ mahalli -f autre.db undo
Annulée : opération 7, part reçue de GAT
$ mahalli -f autre.db follow --format csv | cut -d';' -f1,3,9
membre;etat;lignes
GAT;;0
GRI;transmis;2
$ mahalli -f autre.db redo
Rétablie : opération 7, part reçue de GAT
$ mahalli -f autre.db verify; for k in groupes sites articles besoins avis fiches; do mahalli -f autre.db list $k --format csv; done | cmp - coord.txt
Plan intact : le fichier et les deux chaînes du journal sont justes.
# The group goes on, and sends again: only what is new comes in. The part is to be looked at again.
$ mahalli -f coord.db follow GAT etat=accepté valide_le=21/11/2026 -q
$ MAHALLI_NOW=2026-11-22T09:00:00; mahalli -u anna -f gat.db set besoins A1@AT-CAS quantite=350 -q; mahalli -u anna -f gat.db remove besoins A5@AT-CAS -q; mahalli -f gat.db share gat2.part --member GAT -q; mahalli -f coord.db merge gat2.part
Part de GAT : 2 opérations reçues · 0 ligne créée · 1 changée · 1 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
$ mahalli -f coord.db list retours --format csv
annee;membre;etat;demande_le;attendu_le;relance_le;recu_le;rejets;valide_le;valide_par;observations
2027;GAT;transmis;;;;2026-11-22;;;;
2027;GRI;transmis;;;;2026-11-21;;;;
$ mahalli -f coord.db list besoins --where membre=GAT --format csv | cut -d';' -f2,3,9
etablissement;reference;quantite
AT-CAS;A1;350
AT-SET;A1;120
AT-CAS;A2;80
AT-CAS;A3;4
AT-SET;A4;2
# The part of before says nothing that is not known.
$ mahalli -f coord.db merge gat.part
mahalli : gat.part : part de GAT : plus ancienne que celle déjà reçue (2 opérations de moins) ; rien n'a été changé
[5]
# Both changed the same volume, neither knowing of the other: what is ours stands until a person decides.
$ mahalli -f coord.db set besoins A2@AT-CAS quantite=90 -q; MAHALLI_NOW=2026-11-23T09:00:00; mahalli -u anna -f gat.db set besoins A2@AT-CAS quantite=95 -q; mahalli -f gat.db share gat3.part --member GAT -q; mahalli -f coord.db merge gat3.part
Part de GAT : 1 opération reçue · 0 ligne créée · 0 changée · 0 retirée
Conflits ouverts : 1 ; voyez mahalli merge --conflicts
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
[1]
$ mahalli -f coord.db merge --conflicts
N°  Quoi    Objet          Colonne   Chez nous  Chez eux  Avant  Dit par  Le          État
──  ──────  ─────────────  ────────  ─────────  ────────  ─────  ───────  ──────────  ──────
 1  besoin  GAT/A2@AT-CAS  quantite  90         95        80     anna     23/11/2026  ouvert
Ce qui est chez nous reste tant que personne n'a réglé : mahalli merge --decide N nôtre|leur
[1]
$ mahalli -f coord.db merge --decide 1 peut-être
mahalli : « peut-être » : attendu nôtre (ce qui est ici reste) ou leur (ce qu'ils disent)
Aide : mahalli help merge
[2]
$ mahalli -f coord.db merge --decide 2 leur
mahalli : il n'y a pas de conflit 2 : voyez mahalli merge --conflicts
[4]
$ mahalli -f coord.db merge --decide 1 leur
Réglé : besoin GAT/A2@AT-CAS, quantite : « 95 » (la leur)
$ mahalli -f coord.db merge --conflicts --format csv
numero;sorte;objet;colonne;notre;leur;avant;auteur;date;etat;choix
1;besoin;GAT/A2@AT-CAS;quantite;90;95;80;anna;2026-11-23;réglé;leur
$ mahalli -f coord.db list besoins --where reference=A2 --format csv | cut -d';' -f3,9
reference;quantite
A2;95
$ mahalli -f coord.db undo; mahalli -f coord.db merge --decide 1 nôtre; mahalli -f coord.db merge gat3.part; mahalli -f coord.db list conflits
Annulée : opération 12, conflit réglé : besoin GAT/A2@AT-CAS, quantite : leur
Réglé : besoin GAT/A2@AT-CAS, quantite : « 90 » (la nôtre)
Part de GAT : déjà reçue, rien ne change.
Quoi     Objet          Colonne   Chez nous  Chez eux  Avant  Dit par  Le          État   Choix
───────  ─────────────  ────────  ─────────  ────────  ─────  ───────  ──────────  ─────  ─────
besoins  GAT/A2@AT-CAS  quantite  90         95        80     anna     2026-11-23  réglé  nôtre
1 ligne
$ mahalli -f coord.db merge --decide 1 leur
mahalli : ce conflit est déjà réglé (nôtre) ; pour revenir dessus : mahalli undo
[5]
# What is decided stays decided when the group sends again.
$ MAHALLI_NOW=2026-11-24T09:00:00; mahalli -u anna -f gat.db set besoins A3@AT-CAS quantite=6 -q; mahalli -f gat.db share gat4.part --member GAT -q; mahalli -f coord.db merge gat4.part; mahalli -f coord.db merge --conflicts --format csv | cut -d';' -f1,10,11
Part de GAT : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
numero;etat;choix
1;réglé;nôtre
$ mahalli -f coord.db set conflits 1 etat=ouvert
mahalli : les conflits viennent des parts reçues ; ils se règlent par mahalli merge --decide N nôtre|leur
[8]
$ mahalli -f coord.db verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
# Refused, with the reason; nothing changes.
$ mahalli -f coord.db list besoins --format csv | cut -d';' -f1-3,9 > avant.csv
$ sed 's/quantity=3:120/quantity=3:999/' gat.part > faux.part; mahalli -f coord.db merge faux.part
mahalli : faux.part : la chaîne de la part est rompue à l'opération 6 (import besoins) : ce qu'elle contient a été changé après coup ; demandez-la de nouveau au groupe
[3]
$ head -c 900 gat.part > coupe.part; mahalli -f coord.db merge coupe.part
mahalli : coupe.part : la part est abîmée après son opération 1 : demandez-la de nouveau au groupe
[3]
$ sed 's/schema=[0-9]*:[0-9]*/schema=3:999/' gat.part > plus.part; mahalli -f coord.db merge plus.part 2>&1 | sed 's/version [0-9]* :/version N :/'
mahalli : plus.part : cette part vient d'un plan de version 999, ce programme va jusqu'à la version N : mettez Mahalli à jour pour la lire
$ mahalli -f coord.db merge coord.db data/besoins.csv
mahalli : coord.db : ce fichier n'est pas une part de plan (mahalli share en fait)
[3]
$ mahalli -f coord.db merge absent.part
mahalli : impossible de lire « absent.part » : ce fichier n'existe pas
[6]
$ mahalli -f coord.db merge
mahalli : attendu une part au moins (mahalli share en fait), ou --conflicts
Aide : mahalli help merge
[2]
$ cp gri.db copie.db; mahalli -f copie.db set besoins R2@RI-TNG quantite=77 -q; mahalli -f copie.db share copie.part --member GRI -q; mahalli -f gri.db set besoins R2@RI-TNG quantite=78 -q; mahalli -f gri.db share gri2.part --member GRI -q; mahalli -f coord.db merge gri2.part; mahalli -f coord.db merge copie.part
Part de GRI : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
mahalli : copie.part : part de GRI : l'opération 8 (changement besoin R2@RI-TNG, 2026-11-21) n'est pas celle que ce plan a reçue sous ce numéro : un fichier de plan a été copié, puis continué des deux côtés ; gardez-en un seul (une copie qui doit vivre à part se fait par mahalli backup --own-origin)
[5]
$ mahalli -f coord.db share coord.part --member GAT -q; mahalli -f coord.db merge coord.part
mahalli : coord.part : cette part vient de ce plan même : il n'y a rien à réunir
[5]
$ MAHALLI_ORIGIN=15 mahalli -f an.db init --year 2028 -q; mahalli -f an.db import groupes data/groupes.csv -q; mahalli -f an.db merge gat.part
mahalli : gat.part : cette part est de la campagne 2027, que ce plan n'a pas : ce n'est pas le même plan (sinon : mahalli campaign open 2027)
[3]
$ MAHALLI_ORIGIN=16 mahalli -f seul.db init --year 2027 -q; mahalli -f seul.db merge gat.part
mahalli : gat.part : le groupe « GAT » de cette part n'est pas dans ce plan : ajoutez-le (mahalli add groupes code=GAT nom=…), ou dites de qui elle est (--as CODE)
[4]
$ mahalli -f coord.db list besoins --format csv | cut -d';' -f1-3,9 | diff avant.csv -
8c8
< GRI;RI-TNG;R2;40
---
> GRI;RI-TNG;R2;78
[1]
# A closed campaign does not change.
$ mahalli -f coord.db campaign close 2027 -q; mahalli -u anna -f gat.db set besoins A4@AT-SET quantite=9 -q; mahalli -f gat.db share gat5.part --member GAT -q; mahalli -f coord.db merge gat5.part
mahalli : gat5.part : la campagne 2027 est close en V1 : ses besoins ne changent plus ; pour la rouvrir : mahalli revise 2027 --reason MOTIF
[8]
# A revision opens it again, and the part comes in.
$ mahalli -f coord.db revise 2027 --reason "volume de GAT corrigé" -q; mahalli -f coord.db merge gat5.part | head -1; mahalli -f coord.db list besoins --where reference=A4 --format csv | cut -d';' -f1-3,9; mahalli -f coord.db freeze 2027 | tail -1
Part de GAT : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
membre;etablissement;reference;quantite
GAT;AT-SET;A4;9
Plan 2027 figé en V1.1 : 6 articles, 2 fabricants, 3 produits, 1 avis. Ses besoins ne changent plus.
