# A backup takes the plan's place once it is verified; the present file is kept.
$ sh data/base.sh
$ mahalli backup lundi.db
Copie du plan : lundi.db
$ mahalli remove produits D-GAZ/GZ-1 -q; mahalli list produits --format csv | wc -l
4
$ mahalli restore lundi.db
Plan repris de lundi.db : plan.db
  sa dernière opération est du 21/11/2026 10:00 : import besoins besoins.csv
  le fichier d'avant est gardé : plan.avant-reprise.db
  ce qui s'y fait désormais se réunit aux parts déjà envoyées
$ mahalli list produits --format csv | wc -l
5
$ mahalli -f plan.avant-reprise.db list produits --format csv | wc -l
4
$ ls *.db*
lundi.db
plan.avant-reprise.db
plan.db
$ mahalli set fabricants D-INJ ville=Fès -q && mahalli history --limit 2 && mahalli history 8
N°  Date              Auteur   Opération                   Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────────  ─────  ───────  ───────
 8  21/11/2026 10:00  testeur  changement fabricant D-INJ      0        1        0
 7  21/11/2026 10:00  testeur  import besoins besoins.csv     11        0        0
Les 2 dernières ; --limit 0 les donne toutes.
            Quoi       Référence  Colonne  Avant   Après
──────────  ─────────  ─────────  ───────  ──────  ─────
changement  fabricant  D-INJ      ville    Settat  Fès
Opération 8 : 0 ligne créée · 1 changée · 0 retirée
$ mahalli undo 7 && mahalli undo && mahalli verify
Annulée : opération 7, import besoins besoins.csv
Annulée : opération 8, changement fabricant D-INJ
Plan intact : le fichier et les deux chaînes du journal sont justes.
# The coordinator has what was done after the backup: the parts of the plan that goes on are taken beside it, not as a fork.
$ MAHALLI_ORIGIN=8 mahalli -f coord.db init --year 2027 -q && mahalli -f coord.db import groupes data/groupes.csv -q
$ MAHALLI_ORIGIN=9 mahalli -f gat.db init --year 2027 -q && mahalli -f gat.db import groupes data/groupes.csv -q && mahalli -f gat.db import sites data/sites.csv -q
$ mahalli -f gat.db import besoins data/besoins.csv --member GAT -q; mahalli -f gat.db backup gat-lundi.db -q
$ mahalli -f gat.db set articles GAT/A1 designation="SERINGUE 5 ML LUER LOCK" -q; mahalli -f gat.db share un.part --member GAT -q; mahalli -f coord.db merge un.part -q
$ mahalli -f gat.db restore gat-lundi.db -q; mahalli -f gat.db set articles GAT/A2 designation="SERINGUE 10 ML LUER 3 PIECES" -q; mahalli -f gat.db share deux.part --member GAT -q
$ mahalli -f coord.db merge deux.part && mahalli -f coord.db list articles --format csv | cut -d';' -f1-3 | head -3
Part de GAT : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
membre;reference;designation
GAT;A1;SERINGUE 5 ML LUER LOCK
GAT;A2;SERINGUE 10 ML LUER 3 PIECES
# Refused, and nothing changes: what is no plan, what is no backup of one, what was changed, what is cut.
$ sha256sum plan.db > avant
$ echo bonjour > texte.db; mahalli restore texte.db
mahalli : texte.db : ce fichier n'est pas un plan Mahalli
[7]
$ mahalli restore absente.db
mahalli : absente.db : cette sauvegarde n'existe pas
[6]
$ mahalli reprendre plan.db
mahalli : plan.db est le plan même ; donnez une copie
[3]
$ cp lundi.db change.db; LC_ALL=C sed -i 's/produits.csv/Produits.csv/' change.db; mahalli restore change.db
l'opération 5 (import produits Produits.csv) n'a plus son empreinte : ses lignes ou son journal ont été changés hors de Mahalli
mahalli : change.db : cette sauvegarde est abîmée ; rien n'a été changé
[7]
$ head -c 400000 lundi.db > court.db; mahalli restore court.db > dit; echo $?; tail -1 dit; sha256sum -c avant
mahalli : court.db : le fichier du plan est abîmé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover) ; rien n'a été changé
7
plan.db: OK
# A plan that is lost altogether.
$ rm -f plan.db; mahalli restore lundi.db; mahalli status | head -1
Plan repris de lundi.db : plan.db
  sa dernière opération est du 21/11/2026 10:00 : import besoins besoins.csv
  ce qui s'y fait désormais se réunit aux parts déjà envoyées
Plan d'achat local 2027, campagne ouverte (plan.db)
