$ sh data/base.sh
$ mahalli match -q
$ mahalli judge GAT/A1 D-INJ/IN-05 conforme --reason "essai de trois semaines" -u "Dr Benali"
Avis inscrit : GAT/A1 × D-INJ/IN-05, conforme (auteur Dr Benali)
$ mahalli match --article A1 --top 1 | grep État
  État          Validé
$ mahalli list avis --format csv
article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au
A1;GAT;D-INJ;IN-05;conforme;essai de trois semaines;;;;Dr Benali;2026-11-21;
# An opinion may be two words.
$ mahalli juger A2 D-INJ/IN-10 non conforme
Avis inscrit : A2 × D-INJ/IN-10, non conforme (auteur testeur)
$ mahalli judge A2 IN-10 sous réserve
Avis inscrit : A2 × IN-10, sous réserve (auteur testeur)
# None of what is proposed serves.
$ mahalli judge A2 none --reason "volume trop petit"
Avis inscrit : A2 × none (auteur testeur)
$ mahalli match --article A2 --top 1 | grep État
  État          Validé
$ mahalli judge A1 D-INJ/IN-05 parfait
mahalli : « parfait » n'est pas une valeur de « Avis » : conforme, sous réserve, non conforme, à essayer, suspendu
[3]
$ mahalli judge A1 D-INJ/IN-05
mahalli : quel avis ? conforme, sous réserve, non conforme, à essayer, suspendu
Aide : mahalli help judge
[2]
$ mahalli judge A9 D-INJ/IN-05 conforme
mahalli : aucun article ne répond à « A9 »
[4]
$ mahalli judge A1 D-INJ/XX conforme
mahalli : aucun produit ne répond à « XX »
[4]
$ mahalli judge A1
mahalli : il manque quelque chose : mahalli judge ARTICLE PRODUIT AVIS [--reason MOTIF]
Aide : mahalli help judge
[2]
$ mahalli import avis data/avis.csv
data/avis.csv : 1 ligne lue · 0 créée · 1 changée
  lu en UTF-8, séparateur point-virgule ; opération 12
