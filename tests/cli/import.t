$ sh data/base.sh
# The same file again changes nothing.
$ mahalli import besoins data/besoins.csv --member GAT
data/besoins.csv : 6 lignes lues · 0 créée · 6 inchangées
  lu en UTF-8, séparateur point-virgule
# Good rows go in, bad rows come out with their reason.
$ mahalli import besoins data/fautes.csv --member GAT --reject rejets.csv
data/fautes.csv : 6 lignes lues · 1 créée · 5 rejetées
  lu en UTF-8, séparateur point-virgule ; opération 8
fautes.csv:2: quantite « abc » : n'est pas un nombre : écrivez par exemple 1200
fautes.csv:3: designation : « Désignation » est obligatoire et manque
fautes.csv:4: etablissement « AT-XYZ » : établissement inconnu de ce groupe ; importez-le d'abord (mahalli import etablissements)
fautes.csv:5: date_besoin « 2027-02-30 » : la date « 2027-02-30 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj
fautes.csv:7: quantite « -4 » : valeur négative « -4 » : un nombre positif ou nul est attendu
lignes rejetées, à corriger puis à importer à nouveau : rejets.csv
[1]
$ cat rejets.csv
reference;designation;quantite;etablissement;date_besoin;ligne;colonne;valeur;raison;suggestion
B1;SERINGUE 10 ML LUER;abc;AT-CAS;;2;quantite;abc;« abc » n'est pas un nombre : écrivez par exemple 1200;
B2;;12;AT-CAS;;3;designation;;« Désignation » est obligatoire et manque;
B3;SERINGUE 10 ML LUER;12;AT-XYZ;;4;etablissement;AT-XYZ;établissement inconnu de ce groupe;importez-le d'abord (mahalli import etablissements)
B4;SERINGUE 10 ML LUER;12;AT-CAS;2027-02-30;5;date_besoin;2027-02-30;la date « 2027-02-30 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj;
B6;SERINGUE 10 ML LUER;-4;AT-CAS;;7;quantite;-4;valeur négative « -4 » : un nombre positif ou nul est attendu;
# Once corrected, the reject file imports as it is.
$ sed -i 's/abc/8/; s/^B2;;/B2;SERINGUE 2 ML LUER;/; s/AT-XYZ/AT-SET/; s/2027-02-30/2027-02-28/; s/;-4;/;4;/' rejets.csv
$ mahalli import besoins rejets.csv --member GAT
rejets.csv : 5 lignes lues · 5 créées
  lu en UTF-8, séparateur point-virgule ; opération 9
$ mahalli import besoins data/fautes.csv --member GAT --dry-run
data/fautes.csv : 6 lignes lues · 0 à créer · 1 inchangée · 5 rejetées
  lu en UTF-8, séparateur point-virgule ; essai : rien n'est enregistré
fautes.csv:2: quantite « abc » : n'est pas un nombre : écrivez par exemple 1200
fautes.csv:3: designation : « Désignation » est obligatoire et manque
fautes.csv:4: etablissement « AT-XYZ » : établissement inconnu de ce groupe ; importez-le d'abord (mahalli import etablissements)
fautes.csv:5: date_besoin « 2027-02-30 » : la date « 2027-02-30 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj
fautes.csv:7: quantite « -4 » : valeur négative « -4 » : un nombre positif ou nul est attendu
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
# One column per site, unknown columns, another encoding.
$ mahalli import besoins data/rif.csv --member GRI
data/rif.csv : 2 lignes lues · 2 créées
  lu en UTF-8 avec BOM, séparateur virgule, décimales à point ; opération 10
$ mahalli importer besoins data/latin.csv --member GRI
data/latin.csv : 1 ligne lue · 1 créée
  lu en Windows-1252, séparateur point-virgule, décimales à virgule ; opération 11
$ mahalli list besoins --where reference=W1 --format csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
GRI;GRI;W1;1;;;Seringue stérile 5 ml, embout luer;;300;;;;;;;;38.40;;;;;;;;;;
# How the file writes numbers is asked when it matters.
$ mahalli import besoins data/ambigu.csv --member GAT
mahalli : ambigu.csv : ligne 2, colonne « quantite », valeur « 1.200 » : le point sépare-t-il les milliers ou les décimales ? Rien d'autre dans le fichier ne le dit : relancez avec --decimal , si c'est 1200, ou --decimal . si ce sont des décimales
[3]
$ mahalli import besoins data/ambigu.csv --member GAT --decimal .
data/ambigu.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule, décimales à point ; opération 12
$ mahalli import besoins data/ambigu.csv --member GAT --decimal virgule
data/ambigu.csv : 1 ligne lue · 0 créée · 1 changée
  lu en UTF-8, séparateur point-virgule, décimales à virgule ; opération 13
$ mahalli import besoins data/ambigu.csv --decimal x
mahalli : --decimal « x » : attendu « , » ou « . »
Aide : mahalli help import
[2]
# Columns that are not recognised.
$ mahalli import besoins data/inconnu.csv --member GAT
mahalli : inconnu.csv : ligne 1 : il manque « quantite » ; parmi les colonnes non reconnues (« Réf. maison », « Volume mini »), si l'une la donne : --map 'EN-TÊTE=quantite' ; s'il y en a une par établissement, importez d'abord les établissements sous ces codes ou ces noms. En-têtes lus : Réf. maison, Libellé, Volume mini. Attendus : membre, etablissement, reference, occurrence, code_emdn, famille, designation, specifications, quantite, unite, conditionnement, quantite_en, t1, t2, t3, t4, prix_unitaire_ht, prix_unitaire_ttc, taux_tva, prix_en, origine, fournisseur, date_besoin, priorite, observations, a_confirmer
[3]
$ mahalli import besoins data/inconnu.csv --member GAT --map "Réf. maison=reference" --map "Volume mini=quantite"
data/inconnu.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 14
$ mahalli import besoins data/inconnu.csv --member GAT --map reference
mahalli : --map « reference » : attendu EN-TÊTE=colonne
Aide : mahalli help import
[2]
# Questions and refusals.
$ mahalli import besoins data/besoins.csv
mahalli : ce plan a 2 groupes et le fichier n'a pas de colonne « membre » : lequel ? Ajoutez --member CODE
Aide : mahalli help import
[2]
$ mahalli import besoins data/besoins.csv --member XXX
mahalli : groupe « XXX » inconnu : voyez mahalli list groupes
[4]
$ mahalli import chaises data/besoins.csv
mahalli : on n'importe pas « chaises » : attendu familles, caracteristiques, synonymes, groupes, etablissements, fabricants, produits, certificats, besoins, avis, fiches, questions, reponses, attributions, achats, essais, echantillons
Aide : mahalli help import
[2]
$ mahalli import besoins absent.csv --member GAT
mahalli : absent.csv : ouverture impossible : ce fichier n'existe pas
[6]
$ mahalli import besoins data --member GAT
mahalli : data est un dossier : donnez le fichier qu'il contient
[3]
$ mahalli import besoins data/besoins.csv data/rif.csv --member GAT --reject r.csv
mahalli : --reject va avec un seul fichier à la fois
Aide : mahalli help import
[2]
$ printf '' > vide.csv; mahalli import besoins vide.csv --member GAT
mahalli : vide.csv est vide : il faut une ligne d'en-têtes et des lignes de données
[3]
$ mahalli import besoins data/besoins.csv --member GAT --quiet
$ mahalli history --limit 3
N°  Date              Auteur   Opération                   Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────────  ─────  ───────  ───────
14  21/11/2026 10:00  testeur  import besoins inconnu.csv      2        0        0
13  21/11/2026 10:00  testeur  import besoins ambigu.csv       0        1        0
12  21/11/2026 10:00  testeur  import besoins ambigu.csv       3        0        0
Les 3 dernières ; --limit 0 les donne toutes.
# Another label under a known reference is a change, also where the volume stays.
$ rm -rf plan.db*; mahalli init --year 2027 --quiet; printf 'reference;designation;quantite;unite\nL1;SONDE FOLEY CH 18;9;pièce\n' > l.csv; mahalli import besoins l.csv --quiet
$ sed -i 's/CH 18/CH 16/' l.csv; mahalli import besoins l.csv | head -1; mahalli import besoins l.csv | head -1
l.csv : 1 ligne lue · 0 créée · 1 changée
l.csv : 1 ligne lue · 0 créée · 1 inchangée
# A list as it is printed: other years beside this one, titles of lots, totals, a signature, numbers that there are not.
$ printf 'N°;Désignation;Unité;Consommation 2025;Besoins 2027;P.U. estimé (DH HT);Montant total HT\n;LOT N° 1 : INJECTION;;;;;\n1;SERINGUE 5 ML LUER;U;80;100;1,25;125,00\n2;SERINGUE 10 ML LUER;U;70;néant;2,10;\n3;SERINGUE 20 ML LUER;U;60;50 bt;-;\n;SOUS-TOTAL LOT 1;;;100;;125,00\nFait à Settat, le 12/10/2026;;;;;;\n' > imprime.csv; mahalli import besoins imprime.csv
imprime.csv : 6 lignes lues · 1 créée · 1 rejetée · 4 laissées de côté
  lu en UTF-8, séparateur point-virgule, décimales à virgule ; opération 4
imprime.csv:5: Besoins 2027 « 50 bt » : n'est pas un nombre (décimales après une virgule) : écrivez par exemple 1200 ; écrivez « 50 » seul ; ce qu'il compte va dans « unite » ou « conditionnement »
imprime.csv:1: à savoir : Consommation 2025 : deux colonnes pour « quantite » : « Besoins 2027 » (colonne 5) est lue, « Consommation 2025 » (colonne 4) est laissée de côté
imprime.csv:1: à savoir : N° : « N° » (colonne 1), numéro de ligne ou montant, n'est pas lue
imprime.csv:1: à savoir : Montant total HT : « Montant total HT » (colonne 7), numéro de ligne ou montant, n'est pas lue
imprime.csv: à savoir : une ligne de total est laissée de côté : ligne 6
imprime.csv: à savoir : un titre de lot ou de rubrique est laissé de côté : ligne 2
imprime.csv: à savoir : une ligne de date ou de signature est laissée de côté : ligne 7
imprime.csv: à savoir : une ligne ne demande rien (néant, -) et est laissée de côté : ligne 4
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli list besoins
                                                                                         Prix
                                                                                     unitaire
Groupe  Établissement  Référence  Occurrence  Désignation         Volumétrie  Unité        HT
──────  ─────────────  ─────────  ──────────  ──────────────────  ──────────  ─────  ────────
MOI     MOI            L1                  1  SONDE FOLEY CH 16            9  pièce
MOI     MOI                                1  SERINGUE 5 ML LUER         100  U          1,25
2 lignes ; 1 colonne de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
# The official lists have names only: codes are made of them, once. A maker's catalogue does not name its maker.
$ printf 'N°;Société;Ville\n1;Société Exemple Médical SARL;Fès\n2;Exemple Médical Nord;Oujda\n3;A & B;Rabat\n' > f.csv; mahalli import fabricants f.csv; mahalli import fabricants f.csv | head -1; mahalli list fabricants
f.csv : 3 lignes lues · 3 créées
  lu en UTF-8, séparateur point-virgule ; opération 5
f.csv:1: à savoir : N° : « N° » (colonne 1), numéro de ligne ou montant, n'est pas lue
f.csv: à savoir : 3 codes sont faits d'après les noms
f.csv : 3 lignes lues · 0 créée · 3 inchangées
Code            Raison sociale                Ville
──────────────  ────────────────────────────  ─────
A-B             A & B                         Rabat
EXEMPLE-MEDI    Société Exemple Médical SARL  Fès
EXEMPLE-MEDI-2  Exemple Médical Nord          Oujda
3 lignes
$ printf 'Réf.;Désignation;Taille;Matière;Stérile;Longueur (cm)\nGAMME SONDES;;;;;\nSF;Sonde de Foley;CH 16;silicone;x;40\nGX;Gant d'"'"'examen;M;-;non;\n' > c.csv; mahalli import produits c.csv
mahalli : c.csv : ligne 1 : il manque « fabricant » ; si tout le fichier est d'un seul fabricant : --maker CODE. En-têtes lus : Réf., Désignation, Taille, Matière, Stérile, Longueur (cm). Attendus : fabricant, reference, code_emdn, famille, designation, specifications, unite, conditionnement, capacite_annuelle, capacite_t1, capacite_t2, capacite_t3, capacite_t4, quantite_min, prix_unitaire_ht, delai_jours, classe, statut, disponible_le, taux_integration, preuve, preuve_le, source, verifie_le, verifie_par
[3]
$ mahalli import produits c.csv --maker EXEMPLE-MEDI; mahalli list produits
c.csv : 3 lignes lues · 2 créées · 1 laissée de côté
  lu en UTF-8, séparateur point-virgule ; opération 6
c.csv: à savoir : un titre de lot ou de rubrique est laissé de côté : ligne 2
Fabricant     Référence  Désignation     Spécifications
────────────  ─────────  ──────────────  ───────────────────────────────────────────────────────────
EXEMPLE-MEDI  GX         Gant d'examen   Taille M ; Stérile = non
EXEMPLE-MEDI  SF         Sonde de Foley  Taille CH 16 ; Matière silicone ; Stérile = oui ; Longueur…
2 lignes
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
# A name is never another's code, and a code whose name changes is told.
$ printf 'raison_sociale\nEXEMPLE-MEDI\n' > n.csv; mahalli import fabricants n.csv; printf 'code;raison_sociale\nA-B;Autre Exemple\n' > n.csv; mahalli import fabricants n.csv; mahalli list fabricants
n.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 7
n.csv: à savoir : 1 code est fait d'après le nom
n.csv : 1 ligne lue · 0 créée · 1 changée
  lu en UTF-8, séparateur point-virgule ; opération 8
n.csv:2: attention : raison_sociale « Autre Exemple » : ce code était celui de « A & B » : le nom est remplacé ; si ce sont deux, donnez un autre code
Code            Raison sociale                Ville
──────────────  ────────────────────────────  ─────
A-B             Autre Exemple                 Rabat
EXEMPLE-MEDI    Société Exemple Médical SARL  Fès
EXEMPLE-MEDI-2  Exemple Médical Nord          Oujda
EXEMPLE-MEDI-3  EXEMPLE-MEDI
4 lignes
$ mahalli import besoins c.csv --maker A-B
mahalli : --maker va avec les produits et les certificats, pas avec « besoins »
Aide : mahalli help import
[2]
