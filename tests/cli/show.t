$ sh data/base.sh
$ mahalli show fabricants D-INJ
Code              D-INJ
Raison sociale    Injecta
Ville             Settat
Statut            en production
Rôle              fabricant
Gammes déclarées  seringue
Vérifié le        18/03/2026
$ mahalli show produits D-INJ/IN-05
Fabricant          D-INJ
Référence          IN-05
Désignation        Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
Unité              pièce
Conditionnement    boîte de 100
Capacité annuelle  15 000 000
Prix unitaire HT   0,39
Statut             produit
$ mahalli voir article A1
Groupe       GAT
Référence    A1
Désignation  SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
Unité        B/100
$ mahalli show besoins GAT/A1@AT-CAS
Groupe              GAT
Établissement       AT-CAS
Référence           A1
Occurrence          1
Désignation         SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
Volumétrie          300
Unité               B/100
Origine             importé
Date du besoin      03/05/2027
Volumétrie de base  30 000

Calcul : 300 B/100 = 30 000 unités
$ mahalli show certificats ENR-1
Fabricant         D-INJ
Produit           IN-05
Type              enregistrement
Numéro            ENR-1
Autorité          DMP
Valable du        01/01/2024
Valable jusqu'au  01/01/2029
$ mahalli show campagnes 2027
Année   2027
Nom     Plan d'achat local 2027
Statut  ouverte
$ mahalli show produit IN-05 --format csv
fabricant;reference;code_emdn;famille;designation;specifications;unite;conditionnement;capacite_annuelle;capacite_t1;capacite_t2;capacite_t3;capacite_t4;quantite_min;prix_unitaire_ht;delai_jours;classe;statut;disponible_le;taux_integration;preuve;preuve_le;source;verifie_le;verifie_par
D-INJ;IN-05;;;Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile;;pièce;boîte de 100;15000000;;;;;;0.39;;;produit;;;;;;;
$ mahalli show fabricants D-LIT --format json
[
 {"code": "D-LIT", "raison_sociale": "Mobilier Atlas", "ville": "Berrechid", "statut": "en production", "role": "fabricant", "gammes": "lit d'hospitalisation", "ice": null, "email": null, "telephone": null, "source": null, "document": null, "verifie_le": null, "verifie_par": null}
]
$ mahalli show fabricants D-ZZZ
mahalli : pas de « D-ZZZ » dans la liste « Fabricants »
[4]
$ mahalli show besoins A1
mahalli : « A1 » : attendu ARTICLE@ÉTABLISSEMENT
Aide : mahalli help show
[2]
$ mahalli show articles A
mahalli : aucun article ne répond à « A »
[4]
