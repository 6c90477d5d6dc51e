# The first import of an officer alone: the group and its site make themselves.
$ mahalli init
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli import besoins data/latin.csv
data/latin.csv : 1 ligne lue · 1 créée
  lu en Windows-1252, séparateur point-virgule, décimales à virgule ; opération 2
$ mahalli list groupes
Code  Nom
────  ──────────
MOI   Mon groupe
1 ligne
$ mahalli list besoins --format csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
MOI;MOI;W1;1;;;Seringue stérile 5 ml, embout luer;;300;;;;;;;;38.40;;;;;;;;;;
# Findings are shown twenty at a time.
$ (echo 'reference;designation;quantite'; for i in $(seq 1 25); do echo "N$i;SERINGUE 5 ML;x$i"; done) > n.csv
$ mahalli import besoins n.csv
n.csv : 25 lignes lues · 0 créée · 25 rejetées
  lu en UTF-8, séparateur point-virgule
n.csv:2: quantite « x1 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:3: quantite « x2 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:4: quantite « x3 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:5: quantite « x4 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:6: quantite « x5 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:7: quantite « x6 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:8: quantite « x7 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:9: quantite « x8 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:10: quantite « x9 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:11: quantite « x10 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:12: quantite « x11 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:13: quantite « x12 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:14: quantite « x13 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:15: quantite « x14 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:16: quantite « x15 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:17: quantite « x16 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:18: quantite « x17 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:19: quantite « x18 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:20: quantite « x19 » : n'est pas un nombre : écrivez par exemple 1200
n.csv:21: quantite « x20 » : n'est pas un nombre : écrivez par exemple 1200
et 5 autres
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
