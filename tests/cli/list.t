$ sh data/base.sh
$ mahalli list fabricants
Code   Raison sociale  Ville       Statut         Rôle          Gammes déclarées       Vérifié le
─────  ──────────────  ──────────  ─────────────  ────────────  ─────────────────────  ──────────
D-GAZ  Gazes du Sud    Agadir      en production  fabricant     compresse
D-IMP  Importe Tout    Casablanca  en production  distributeur  seringue
D-INJ  Injecta         Settat      en production  fabricant     seringue               18/03/2026
D-LIT  Mobilier Atlas  Berrechid   en production  fabricant     lit d'hospitalisation
4 lignes
$ mahalli list produits
                                                                                       Prix
                                                                         Capacité  unitaire
Fabricant  Référence  Désignation              Unité  Conditionnement    annuelle        HT  Statut
─────────  ─────────  ───────────────────────  ─────  ───────────────  ──────────  ────────  ───────
D-GAZ      GZ-1       Compresse de gaze stér…  pièce  sachet de 5                            produit
D-IMP      X-5        Seringue 5 mL luer 3 p…  pièce                                         produit
D-INJ      IN-05      Seringue hypodermique …  pièce  boîte de 100     15 000 000      0,39  produit
D-INJ      IN-10      Seringue hypodermique …  pièce  boîte de 100                     0,52  produit
4 lignes
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli list besoins
Groupe  Établissement  Référence  Occurrence  Désignation                 Volumétrie  Unité  Origine
──────  ─────────────  ─────────  ──────────  ──────────────────────────  ──────────  ─────  ───────
GAT     AT-CAS         A1                  1  SERINGUE HYPODERMIQUE 3 P…         300  B/100  importé
GAT     AT-SET         A1                  1  SERINGUE HYPODERMIQUE 3 P…         120  B/100
GAT     AT-CAS         A2                  1  SERINGUE HYPODERMIQUE 3 P…          80  B/50
GAT     AT-CAS         A3                  1  LIT D'HOSPITALISATION 2 M…           4  pièce
GAT     AT-SET         A4                  1  DIVERS CONSOMMABLES BLOC             2  LOT
GAT     AT-CAS         A5                  1  PARACETAMOL 1 G COMPRIME            50  B/100
6 lignes ; 2 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli lister besoins --where etablissement=at-set --format csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
GAT;AT-SET;A1;1;;;SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE;;120;B/100;;;;;;;;;;;;;;;;;12000
GAT;AT-SET;A4;1;;;DIVERS CONSOMMABLES BLOC;;2;LOT;;;;;;;;;;;;;;;;;
$ mahalli list fabricants --where statut="en production" --format json
[
 {"code": "D-GAZ", "raison_sociale": "Gazes du Sud", "ville": "Agadir", "statut": "en production", "role": "fabricant", "gammes": "compresse", "ice": null, "email": null, "telephone": null, "source": null, "document": null, "verifie_le": null, "verifie_par": null},
 {"code": "D-IMP", "raison_sociale": "Importe Tout", "ville": "Casablanca", "statut": "en production", "role": "distributeur", "gammes": "seringue", "ice": null, "email": null, "telephone": null, "source": null, "document": null, "verifie_le": null, "verifie_par": null},
 {"code": "D-INJ", "raison_sociale": "Injecta", "ville": "Settat", "statut": "en production", "role": "fabricant", "gammes": "seringue", "ice": null, "email": null, "telephone": null, "source": null, "document": null, "verifie_le": "2026-03-18", "verifie_par": null},
 {"code": "D-LIT", "raison_sociale": "Mobilier Atlas", "ville": "Berrechid", "statut": "en production", "role": "fabricant", "gammes": "lit d'hospitalisation", "ice": null, "email": null, "telephone": null, "source": null, "document": null, "verifie_le": null, "verifie_par": null}
]
$ mahalli list articles --format csv
membre;reference;designation;specifications;unite;conditionnement;code_emdn;famille;perimetre
GAT;A1;SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE;;B/100;;;;
GAT;A2;SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE;;B/50;;;;
GAT;A3;LIT D'HOSPITALISATION 2 MANIVELLES;;pièce;;;;
GAT;A4;DIVERS CONSOMMABLES BLOC;;LOT;;;;
GAT;A5;PARACETAMOL 1 G COMPRIME;;B/100;;;;
$ mahalli list sites --where membre=GRI --format csv
membre;code;nom;ville;lits;debut;fin
GRI;RI-TNG;Hôpital de Tanger;Tanger;200;;
$ mahalli list avis
0 ligne
$ mahalli list avis --format csv
article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au
$ mahalli list avis --format json
[]
$ mahalli list familles --where code=seringue --format csv | cut -d';' -f1,2
code;nom
seringue;Seringue hypodermique
$ mahalli list chaises
mahalli : « chaises » n'est pas une liste : attendu familles, caracteristiques, synonymes, groupes, etablissements, campagnes, fabricants, produits, certificats, articles, besoins, avis, explications, fiches, retours, demandes, reponses, attributions, achats, essais, echantillons, regroupements, versions, lignes_figees, fiches_figees, produits_figes, concordances_figees, specifications_figees, anomalies_figees, feuilles_figees, recues, conflits
Aide : mahalli help list
[2]
$ mahalli list besoins --where couleur=bleu
mahalli : filtre « couleur=bleu » : ce n'est pas une colonne des besoins
Aide : mahalli help list
[2]
$ mahalli list besoins --where bleu
mahalli : filtre « bleu » : attendu colonne=texte
Aide : mahalli help list
[2]
