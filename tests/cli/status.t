$ mahalli init
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli status
Plan d'achat local 2027, campagne ouverte (plan.db)
  0 groupe · 0 établissement · 0 article · 0 besoin
  0 fabricant · 0 produit · 0 certificat

Pas encore de besoins : mahalli import besoins FICHIER.csv
$ rm plan.db*; sh data/base.sh
$ mahalli status
Plan d'achat local 2027, campagne ouverte (plan.db)
  2 groupes · 3 établissements · 5 articles · 6 besoins
  4 fabricants · 4 produits · 2 certificats

État des articles
  État                    Articles    %
  ──────────────────────  ────────  ───
  Validé                         0    0
  Concordant                     0    0
  À vérifier                     0    0
  Faisable                       0    0
  À interroger                   0    0
  Sans fabricant recensé         0    0
  À préciser                     0    0
  Hors périmètre                 0    0
  Pas encore rapproché           5  100

Anomalies : 0 erreur · 3 avertissements · 8 informations (mahalli check)

À faire
  Qui       À faire                        Pour les voir
  ────────  ─────────────────────────────  ────────────────────────────────────────────
  acheteur  5 articles à rapprocher        mahalli match
  acheteur  1 besoin sans conditionnement  mahalli check --rule conditionnement-inconnu
$ mahalli match -q
$ mahalli état
Plan d'achat local 2027, campagne ouverte (plan.db)
  2 groupes · 3 établissements · 5 articles · 6 besoins
  4 fabricants · 4 produits · 2 certificats

État des articles
  État                    Articles   %
  ──────────────────────  ────────  ──
  Validé                         0   0
  Concordant                     1  20
  À vérifier                     0   0
  Faisable                       1  20
  À interroger                   1  20
  Sans fabricant recensé         0   0
  À préciser                     1  20
  Hors périmètre                 1  20

Anomalies : 0 erreur · 3 avertissements · 8 informations (mahalli check)

À faire
  Qui           À faire                              Pour les voir
  ────────────  ───────────────────────────────────  ────────────────────────────────────────────
  acheteur      1 article à préciser (libellé)       mahalli match --state unread
  acheteur      1 besoin sans conditionnement        mahalli check --rule conditionnement-inconnu
  pharmacien    1 concordance à confirmer            mahalli match --state match
  coordination  1 article : fabricants à interroger  mahalli match --state lead
  coordination  1 article pour le dossier industrie  mahalli export dossier.xlsx --scope gaps
$ mahalli status --format csv
mesure;valeur
annee;2027
campagne;ouverte
groupes;2
etablissements;3
articles;5
besoins;6
fabricants;4
produits;4
certificats;2
validated;0
match;1
review;0
near;1
lead;1
none;0
unread;1
out;1
unmatched;0
a_rapprocher_a_nouveau;0
besoins_sans_conditionnement;1
alertes;0
besoins_a_confirmer;0
erreurs;0
avertissements;3
informations;8
a_verifier_acheteur;0
a_verifier_pharmacien;0
a_verifier_fabricant;0
$ mahalli status --format json
[
 {"mesure": "annee", "valeur": 2027},
 {"mesure": "campagne", "valeur": "ouverte"},
 {"mesure": "groupes", "valeur": 2},
 {"mesure": "etablissements", "valeur": 3},
 {"mesure": "articles", "valeur": 5},
 {"mesure": "besoins", "valeur": 6},
 {"mesure": "fabricants", "valeur": 4},
 {"mesure": "produits", "valeur": 4},
 {"mesure": "certificats", "valeur": 2},
 {"mesure": "validated", "valeur": 0},
 {"mesure": "match", "valeur": 1},
 {"mesure": "review", "valeur": 0},
 {"mesure": "near", "valeur": 1},
 {"mesure": "lead", "valeur": 1},
 {"mesure": "none", "valeur": 0},
 {"mesure": "unread", "valeur": 1},
 {"mesure": "out", "valeur": 1},
 {"mesure": "unmatched", "valeur": 0},
 {"mesure": "a_rapprocher_a_nouveau", "valeur": 0},
 {"mesure": "besoins_sans_conditionnement", "valeur": 1},
 {"mesure": "alertes", "valeur": 0},
 {"mesure": "besoins_a_confirmer", "valeur": 0},
 {"mesure": "erreurs", "valeur": 0},
 {"mesure": "avertissements", "valeur": 3},
 {"mesure": "informations", "valeur": 8},
 {"mesure": "a_verifier_acheteur", "valeur": 0},
 {"mesure": "a_verifier_pharmacien", "valeur": 0},
 {"mesure": "a_verifier_fabricant", "valeur": 0}
]
# What changed since the match waits for the next one, and is told; an opinion taken back leaves no trace in the states.
$ mahalli match --quiet; mahalli status --format csv > before.csv
$ mahalli set articles GAT/A1 "designation=COTON HYDROPHILE" --quiet; mahalli status | grep rapprocher; mahalli undo --quiet
  acheteur      1 article à rapprocher               mahalli match
$ mahalli status --format csv | cmp - before.csv
$ mahalli judge GAT/A1 D-INJ/IN-05 "non conforme" --quiet; mahalli status --format csv | diff before.csv - | grep -c '^[<>]'; mahalli undo --quiet; mahalli status --format csv | cmp - before.csv
6
