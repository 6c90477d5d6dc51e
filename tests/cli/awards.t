# What a group decides to take from whom: its own plan, kept by coverage.
$ mahalli init --year 2027 -q
$ printf 'code;raison_sociale;role;statut\nFA;Fabricant A;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q
$ printf 'fabricant;reference;designation;unite\nFA;S10;Seringue 10 ml luer;B/100\n' > p.csv; mahalli import produits p.csv -q
$ printf 'reference;designation;quantite;unite\nA1;SERINGUE 10 ML LUER;1000;unité\n' > n.csv; mahalli import besoins n.csv -q
$ mahalli -u rita add attributions article=A1 produit=FA/S10 quantite=600 motif='deux sources' -q
$ mahalli list attributions --format csv
annee;article;produit;quantite;motif;auteur;date
2027;A1;S10;600;deux sources;rita;2026-11-21
$ mahalli set attributions A1@S10 quantite=700 -q; mahalli list attributions --format csv
annee;article;produit;quantite;motif;auteur;date
2027;A1;S10;700;deux sources;rita;2026-11-21
$ mahalli list attributions --format csv > w.csv; mahalli remove attributions A1@S10 -q; mahalli import attributions w.csv; mahalli import attributions w.csv
w.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 8
w.csv : 1 ligne lue · 0 créée · 1 inchangée
  lu en UTF-8, séparateur point-virgule
$ mahalli add attributions article=A1 produit=FA/S10 quantite=5
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli add attributions article=A9 produit=FA/S10 quantite=5
mahalli : article : aucun article ne répond à « A9 » ; donnez membre/référence
[3]
$ mahalli add attributions article=A1 produit=FA/S10 quantite=-5
mahalli : quantite : valeur négative « -5 » : un nombre positif ou nul est attendu
[3]
# In a plan of several groups nobody attributes anything.
$ printf 'code;nom\nG2;Groupe deux\n' > m.csv; mahalli import membres m.csv -q; mahalli add attributions article=A1 produit=FA/S10 quantite=5
mahalli : ce plan a 2 groupes : les attributions se décident dans le plan de chaque groupe, celui de l'association ne dit que la couverture simulée
[8]
