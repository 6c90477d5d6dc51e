$ mahalli init --year 2027
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli campaign open 2028
Campagne 2028 ouverte.
$ mahalli list campagnes
Année  Nom                      Statut
─────  ───────────────────────  ───────
 2027  Plan d'achat local 2027  ouverte
 2028  Plan d'achat local 2028  ouverte
2 lignes
$ mahalli campagne clore 2027
Plan 2027 figé en V1 : 0 article, 0 fabricant, 0 produit, 0 avis. Ses besoins ne changent plus.
$ mahalli list campagnes --format csv
annee;nom;statut;version;seuil_local
2027;Plan d'achat local 2027;close;V1;
2028;Plan d'achat local 2028;ouverte;;
# A closed campaign's needs do not change.
$ mahalli import groupes data/groupes.csv -q
$ mahalli import sites data/sites.csv -q
$ mahalli --year 2027 import besoins data/besoins.csv --member GAT
mahalli : la campagne 2027 est close en V1 : ses besoins ne changent plus ; pour la rouvrir : mahalli revise 2027 --reason MOTIF
[8]
$ mahalli campaign archive 2027
Campagne 2027 archivée.
$ mahalli campaign open 2027
mahalli : la campagne 2027 est close en V1 : elle ne change que par une révision : mahalli revise 2027 --reason MOTIF
[8]
$ mahalli campaign fermer 2027
mahalli : « fermer » : attendu open, close ou archive
Aide : mahalli help campaign
[2]
$ mahalli campaign close 2035
mahalli : ce plan n'a pas de campagne 2035
[4]
$ mahalli campaign open bientôt
mahalli : année « bientôt » : attendu un nombre entier
Aide : mahalli help campaign
[2]
$ mahalli --year 2035 status
mahalli : ce plan n'a pas de campagne 2035
[4]
