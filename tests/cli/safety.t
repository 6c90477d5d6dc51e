$ sh data/base.sh
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
$ mahalli backup copie.db
Copie du plan : copie.db
$ mahalli -f copie.db status | head -2
Plan d'achat local 2027, campagne ouverte (copie.db)
  2 groupes · 3 établissements · 5 articles · 6 besoins
$ mahalli backup copie.db
mahalli : copie.db existe déjà ; rien n'a été changé
[3]
$ mahalli sauvegarder absent/copie.db
mahalli : absent/copie.db : ne peut pas être créé (ce dossier n'existe pas)
[6]
# A changed byte in the journal is seen.
$ LC_ALL=C sed -i 's/besoins besoins.csv/Besoins besoins.csv/' copie.db
$ mahalli -f copie.db vérifier
l'opération 7 (import Besoins besoins.csv) n'a plus son empreinte : ses lignes ou son journal ont été changés hors de Mahalli
mahalli : le plan copie.db est endommagé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover)
[7]
# So is a file cut short.
$ head -c 20000 plan.db > court.db
$ mahalli -f court.db verify
mahalli : le fichier du plan est abîmé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover)
[7]
