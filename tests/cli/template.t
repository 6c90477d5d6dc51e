# An empty file needs no plan, and what it writes imports.
$ mahalli template besoins b.csv
Fichier vide à remplir : b.csv
Colonnes obligatoires : designation, quantite. Une case vide veut dire inconnu.
$ head -c 3 b.csv | od -An -tx1
 ef bb bf
$ cat b.csv
﻿membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer
$ mahalli modèle avis a.csv && cat a.csv
Fichier vide à remplir : a.csv
Colonnes obligatoires : article, fabricant, produit, avis. Une case vide veut dire inconnu.
﻿article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au
$ mahalli template synonymes s.csv && cat s.csv
Fichier vide à remplir : s.csv
Colonnes obligatoires : terme. Une case vide veut dire inconnu.
﻿terme;famille;attribut;valeur;langue;etat
$ mahalli template besoins b.csv
mahalli : b.csv existe déjà : rien n'a changé
[3]
$ mahalli template besoins b.xlsx
Fichier vide à remplir : b.xlsx
Colonnes obligatoires : designation, quantite. Une case vide veut dire inconnu.
$ mahalli template articles x.csv
mahalli : on n'importe pas « articles » : attendu familles, caracteristiques, synonymes, groupes, etablissements, fabricants, produits, certificats, besoins, avis, fiches, questions, reponses, attributions, achats, essais, echantillons
Aide : mahalli help template
[2]
$ mahalli template besoins absent/b.csv
mahalli : impossible d'écrire « absent/b.csv » : ce dossier n'existe pas
[6]
$ for k in groupes établissements familles caractéristiques synonymes fabricants produits certificats; do mahalli template $k $k.csv -q || echo $k; done
