$ mahalli init -u Samira
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli add fabricants code=D-A raison_sociale="Atelier A" -u Samira
Ajout : fabricant D-A (mahalli undo revient en arrière)
$ mahalli set fabricants D-A ville=Fès statut=projet -u Samira
Changement : fabricant D-A (mahalli undo revient en arrière)
$ mahalli history
N°  Date              Auteur  Opération                 Créés  Changés  Retirés
──  ────────────────  ──────  ────────────────────────  ─────  ───────  ───────
 3  21/11/2026 10:00  Samira  changement fabricant D-A      0        1        0
 2  21/11/2026 10:00  Samira  ajout fabricant               1        0        0
 1  21/11/2026 10:00  Samira  création du plan              1        0        0
$ mahalli history 3
            Quoi       Référence  Colonne  Après
──────────  ─────────  ─────────  ───────  ──────
changement  fabricant  D-A        ville    Fès
changement  fabricant  D-A        statut   projet
Opération 3 : 0 ligne créée · 1 changée · 0 retirée
$ mahalli undo -u Samira
Annulée : opération 3, changement fabricant D-A
$ mahalli show fabricants D-A
Code            D-A
Raison sociale  Atelier A
$ mahalli history --limit 2
N°  Date              Auteur  Opération                       Créés  Changés  Retirés
──  ────────────────  ──────  ──────────────────────────────  ─────  ───────  ───────  ─────────────
 4  21/11/2026 10:00  Samira  annulation de 3 : changement …      0        1        0  annule 3
 3  21/11/2026 10:00  Samira  changement fabricant D-A            0        1        0  annulée par 4
Les 2 dernières ; --limit 0 les donne toutes.
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli redo -u Samira
Rétablie : opération 3, changement fabricant D-A
$ mahalli show fabricants D-A
Code            D-A
Raison sociale  Atelier A
Ville           Fès
Statut          projet
# Another author's operations are not undone by mistake, but can be named.
$ mahalli undo -u Karim
mahalli : Karim n'a rien à annuler ; l'opération d'une autre personne s'annule par son numéro (mahalli history)
[4]
$ mahalli undo 2 -u Karim
mahalli : l'opération 2 (ajout fabricant) ne peut pas être annulée : l'opération 5 (rétablissement de 3 : changement fabricant D-A) a changé ensuite fabricant « D-A »
[5]
$ mahalli undo 3 -u Karim
Annulée : opération 3, changement fabricant D-A
$ mahalli history --format csv
numero;date;auteur;commande;crees;modifies;supprimes;annule;annulee_par
6;2026-11-21T10:00:00;Karim;annulation de 3 : changement fabricant D-A;0;1;0;5;
5;2026-11-21T10:00:00;Samira;rétablissement de 3 : changement fabricant D-A;0;1;0;4;6
4;2026-11-21T10:00:00;Samira;annulation de 3 : changement fabricant D-A;0;1;0;3;
3;2026-11-21T10:00:00;Samira;changement fabricant D-A;0;1;0;;6
2;2026-11-21T10:00:00;Samira;ajout fabricant;1;0;0;;
1;2026-11-21T10:00:00;Samira;création du plan;1;0;0;;
$ mahalli historique 3 --format json
[
 {"changement": "changement", "sorte": "fabricant", "reference": "D-A", "colonne": "ville", "avant": null, "apres": "Fès"},
 {"changement": "changement", "sorte": "fabricant", "reference": "D-A", "colonne": "statut", "avant": null, "apres": "projet"}
]
$ mahalli history 99
mahalli : il n'y a pas d'opération 99
[4]
$ mahalli history abc
mahalli : opération « abc » : attendu un nombre entier
Aide : mahalli help history
[2]
$ mahalli undo 99
mahalli : il n'y a pas d'opération 99
[4]
$ mahalli redo -u Karim
Rétablie : opération 3, changement fabricant D-A
$ mahalli redo -u Karim
mahalli : il n'y a rien à rétablir pour Karim
[4]
# An import is one operation, one undo.
$ mahalli import besoins data/latin.csv
data/latin.csv : 1 ligne lue · 1 créée
  lu en Windows-1252, séparateur point-virgule, décimales à virgule ; opération 8
$ mahalli undo
Annulée : opération 8, import besoins latin.csv
$ mahalli list besoins
0 ligne
$ mahalli redo
Rétablie : opération 8, import besoins latin.csv
$ mahalli list besoins --where reference=W1 --format csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
MOI;MOI;W1;1;;;Seringue stérile 5 ml, embout luer;;300;;;;;;;;38.40;;;;;;;;;;
