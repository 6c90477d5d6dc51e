# What a group decides to take from whom: its own plan, kept by coverage.
$ mahalli init --year 2027 -q
$ printf 'code;raison_sociale;role;statut\nFA;Fabricant A;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q
$ printf 'fabricant;reference;designation;unite\nFA;S10;Seringue 10 ml luer;B/100\n' > p.csv; mahalli import produits p.csv -q
$ printf 'reference;designation;quantite;unite\nA1;SERINGUE 10 ML LUER;1000;unité\n' > n.csv; mahalli import besoins n.csv -q
$ mahalli -u rita add attributions article=A1 produit=FA/S10 quantite=600 motif='deux sources' -q
$ mahalli list attributions --format csv
annee;article;fabricant;produit;quantite;motif;auteur;date
2027;A1;FA;S10;600;deux sources;rita;2026-11-21
$ mahalli set attributions A1@S10 quantite=700 -q; mahalli list attributions --format csv
annee;article;fabricant;produit;quantite;motif;auteur;date
2027;A1;FA;S10;700;deux sources;rita;2026-11-21
$ mahalli list attributions --format csv > w.csv; mahalli remove attributions A1@S10 -q; mahalli import attributions w.csv; mahalli import attributions w.csv
w.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 8
w.csv : 1 ligne lue · 0 créée · 1 inchangée
  lu en UTF-8, séparateur point-virgule
$ mahalli add attributions article=A1 produit=FA/S10 quantite=5
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli add attributions article=A9 produit=FA/S10 quantite=5
mahalli : article : aucun article ne répond à « A9 » ; donnez groupe/référence
[3]
$ mahalli add attributions article=A1 produit=FA/S10 quantite=-5
mahalli : quantite : valeur négative « -5 » : un nombre positif ou nul est attendu
[3]
# Two makers with one reference: the maker's code settles whose it is, in files and by hand; what the list gives comes back.
$ printf 'code;raison_sociale;role;statut\nFB;Fabricant B;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q; printf 'fabricant;reference;designation;unite\nFB;S10;Seringue 10 ml luer;B/100\n' > p.csv; mahalli import produits p.csv -q
$ mahalli remove attributions A1@FA/S10 -q; mahalli add attributions article=A1 produit=S10 quantite=5
mahalli : produit : plusieurs produits répondent à « S10 » : donnez fabricant/référence ; ou le code du fabricant dans la colonne fabricant
[3]
$ mahalli add attributions article=A1 fabricant=FC produit=S10 quantite=5
mahalli : fabricant : fabricant inconnu ; fa
[3]
$ mahalli add attributions article=A1 fabricant=FB produit=S10 quantite=5 -q; mahalli add attributions article=A1 produit=FA/S10 quantite=6 -q; mahalli list attributions --format csv | tee w.csv
annee;article;fabricant;produit;quantite;motif;auteur;date
2027;A1;FA;S10;6;;testeur;2026-11-21
2027;A1;FB;S10;5;;testeur;2026-11-21
$ mahalli import attributions w.csv | head -1; mahalli remove attributions A1@S10
w.csv : 2 lignes lues · 0 créée · 2 inchangées
mahalli : plusieurs produits répondent à « S10 » : donnez fabricant/référence
[4]
$ mahalli remove attributions A1@FB/S10 -q; mahalli remove attributions A1@FA/S10 -q; sed 's/FA;S10/;S10/' w.csv > v.csv; mahalli import attributions v.csv; mahalli import attributions w.csv | head -1; mahalli list attributions --format csv
v.csv : 2 lignes lues · 1 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule ; opération 16
v.csv:2: produit « S10 » : plusieurs produits répondent à « S10 » : donnez fabricant/référence ; ou le code du fabricant dans la colonne fabricant
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
w.csv : 2 lignes lues · 1 créée · 1 inchangée
annee;article;fabricant;produit;quantite;motif;auteur;date
2027;A1;FA;S10;6;;testeur;2026-11-21
2027;A1;FB;S10;5;;testeur;2026-11-21
$ mahalli list attributions --where fabricant=FB; mahalli show attribution A1@FB/S10
Année  Article  Fabricant  Produit fabricant  Quantité  Auteur   Date
─────  ───────  ─────────  ─────────────────  ────────  ───────  ──────────
 2027  A1       FB         S10                       5  testeur  21/11/2026
1 ligne
Année              2027
Article            A1
Fabricant          FB
Produit fabricant  S10
Quantité           5
Auteur             testeur
Date               21/11/2026
$ mahalli cover --format csv | cut -d';' -f3- | head -3
specifications;volumetrie;volumetrie_texte;unite;groupes;couverture;couvert;non_couvert;sur_capacite_inconnue;fabricants;par;manque;qui
10 mL, luer;1000;1 000;pièce;1;1.1;11;989;11;2;"S10 (Fabricant A) : 6 ; S10 (Fabricant B) : 5";"aucun produit concordant recensé ; il manque 989";fabricant
# In a plan of several groups nobody attributes anything.
$ printf 'code;nom\nG2;Groupe deux\n' > m.csv; mahalli import membres m.csv -q; mahalli add attributions article=A1 produit=FA/S10 quantite=5
mahalli : ce plan a 2 groupes : les attributions se décident dans le plan de chaque groupe, celui de l'association ne dit que la couverture simulée
[8]
