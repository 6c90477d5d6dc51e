# A damaged plan, read into a new one. Only its journal was changed: its rows all come.
$ sh data/base.sh
$ cp plan.db abime.db; LC_ALL=C sed -i 's/produits.csv/Produits.csv/' abime.db; sha256sum abime.db > avant
$ mahalli -f abime.db verify
l'opération 5 (import produits Produits.csv) n'a plus son empreinte : ses lignes ou son journal ont été changés hors de Mahalli
mahalli : le plan abime.db est endommagé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover)
[7]
$ mahalli -f abime.db recover sauve.db
l'opération 5 (import produits Produits.csv) n'a plus son empreinte : ses lignes ou son journal ont été changés hors de Mahalli
Lignes              Reprises  Perdues
──────────────────  ────────  ───────
Groupes                    2        0
Établissements             3        0
Campagnes                  1        0
Fabricants                 4        0
Produits fabriqués         4        0
Certificats                2        0
Articles                   5        0
Besoins                    6        0
Lignes toutes reprises, sans le journal : sauve.db
  abime.db n'a pas été touché
  des valeurs peuvent être fausses : comparez à vos fichiers ; les parts des groupes sont à réunir de nouveau
Ensuite : mahalli -f sauve.db match, puis mahalli -f sauve.db check
Une sauvegarde saine vaut mieux : mahalli restore SAUVEGARDE
[1]
$ mahalli -f sauve.db verify; mahalli -f sauve.db history; sha256sum -c avant
Plan intact : le fichier et les deux chaînes du journal sont justes.
N°  Date              Auteur   Opération                               Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────────────────────  ─────  ───────  ───────
 1  21/11/2026 10:00  testeur  reprise de ce qui se lit dans abime.db     27        0        0
abime.db: OK
$ mahalli -f sauve.db match -q; mahalli match -q; for k in groupes sites fabricants produits certificats articles besoins; do mahalli list $k --format csv > a; mahalli -f sauve.db list $k --format csv | cmp - a; done
# A sound one comes whole.
$ mahalli recover copie.db && mahalli -f copie.db verify && mahalli -f copie.db history --limit 1
Plan repris en entier, avec son journal : copie.db
  plan.db n'a pas été touché
Plan intact : le fichier et les deux chaînes du journal sont justes.
N°  Date              Auteur   Opération                   Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────────  ─────  ───────  ───────
 7  21/11/2026 10:00  testeur  import besoins besoins.csv     11        0        0
La dernière ; --limit 0 les donne toutes.
# Never over a file; not from what is no plan.
$ mahalli recover copie.db
mahalli : copie.db existe déjà ; rien n'a été changé
[3]
$ echo bonjour > texte.db; mahalli -f texte.db recover neuf.db
mahalli : texte.db : rien ne s'y lit
[7]
$ mahalli -f absent.db recover neuf.db
mahalli : absent.db : ce fichier n'existe pas
[6]
# Cut short: what is read and what is lost is told, kind by kind (which of them depends on where it was cut).
$ pages=$(($(stat -c %s plan.db) / 4096)); head -c $(((pages - 9) * 4096)) plan.db > court.db; mahalli -f court.db sauver partie.db --format csv | grep -E '^(sorte|groupes|articles|besoins);'
sorte;reprises;perdues;reste
groupes;2;0;
articles;5;0;
besoins;6;0;
$ mahalli -f partie.db verify; mahalli -f partie.db status | sed -n 2p
Plan intact : le fichier et les deux chaînes du journal sont justes.
  2 groupes · 3 établissements · 5 articles · 6 besoins
$ head -c 5000 plan.db > rien.db; mahalli -f rien.db recover neuf.db; echo $?; ls neuf.db 2> /dev/null
mahalli : rien.db : aucune ligne ne s'y lit
7
[2]
