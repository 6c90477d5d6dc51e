# Consolidation: articles of several groups that one product can meet; what is not said is a question; by hand, and back; variants; fiche.
$ sh data/base.sh
$ printf 'code;nom\nGSE;Groupe Sebou\n' > g.csv && mahalli import groupes g.csv -q
$ printf 'membre;code;nom;debut\nGSE;SE-FES;CHU Fès;2020-01-01\n' > s.csv && mahalli import sites s.csv -q
$ printf 'membre;etablissement;reference;designation;quantite;unite;t1;t2;t3;t4\nGRI;RI-TNG;R1;seringue 10 ml luer lock 3 pièces;400;U;100;100;100;100\nGRI;RI-TNG;R2;SERINGUE 10CC LUER;50;B/100;;;;\nGRI;RI-TNG;R3;Seringue 10 mL;300;U;;;;\nGRI;RI-TNG;R4;seringue 5 ml luer avec aiguille;60;U;;;;\nGRI;RI-TNG;R5;seringue 10 ml luer lock;7;boîte;;;;\nGRI;RI-TNG;R6;Compresse stérile 10x10 cm gaze sans fil radio-opaque;900;U;;;;\nGRI;RI-TNG;R7;Paracétamol 1 g;9;U;;;;\nGSE;SE-FES;S1;Seringue 10 ml embout luer-lock;600;U;150;150;150;150\nGSE;SE-FES;S2;COMPRESSE STERILE 10 X 10 GAZE NON RADIO OPAQUE 8 PLIS;5000;U;;;;\nGSE;SE-FES;S3;COMPRESSE NON STERILE 10 X 10 GAZE NON RADIO OPAQUE 8 PLIS;2000;U;;;;\nGSE;SE-FES;S4;Seringue 10 ml luer 2 pièces;80;U;;;;\nGSE;SE-FES;S5;Seringue 10 ml luer 3 pièces;90;U;;;;\n' > n.csv && mahalli import besoins n.csv -q
$ mahalli consolidate
Code        Famille              Caractéristiques     Volumétrie  Gr.  État          Unité  Articles
──────────  ───────────────────  ───────────────────  ──────────  ───  ────────────  ─────  ────────
COMP-RGXFC  Compresse de gaze …  10 × 10 cm, stéril…       5 000    1  À vérifier    pièce         1
COMP-FBBDZ  Compresse de gaze …  10 × 10 cm, stéril…       2 000    1  Faisable      pièce         1
COMP-NVTVM  Compresse de gaze …  10 × 10 cm, stéril…         900    1  À vérifier    pièce         1
LITH-HCWPF  Lit d'hospitalisat…  nombre de manivell…           4    1  À interroger  pièce         1
SERI-VGDRS  Seringue hypodermi…  5 mL, luer, nombre…      42 000    1  Concordant    pièce         1
SERI-TZXCV  Seringue hypodermi…  10 mL, luer               5 000    1  Concordant    pièce         1
SERI-ZDFKX  Seringue hypodermi…  20 mL, luer, nombr…       4 000    1  Faisable      pièce         1
SERI-BMMHV  Seringue hypodermi…  10 mL, luer lock, …       1 000    2  Faisable      pièce         2
SERI-TXBJJ  Seringue hypodermi…  10 mL                       300    1  Concordant    pièce         1
SERI-KNSSK  Seringue hypodermi…  10 mL, luer, nombr…          90    1  Concordant    pièce         1
SERI-DDFPZ  Seringue hypodermi…  10 mL, luer, nombr…          80    1  Faisable      pièce         1
SERI-RKNFM  Seringue hypodermi…  5 mL, luer, avec a…          60    1  Faisable      pièce         1

12 besoins consolidés, 13 articles
De plusieurs groupes : 1
Disent trop peu pour être réunis : 2 (--proposals dit ce qu'il faut demander)
Hors consolidation : à préciser 1 ; conditionnement inconnu 1 ; hors périmètre 2
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli consolider --format csv
code;famille;famille_nom;caracteristiques;volumetrie;volumetrie_texte;unite;t1;t2;t3;t4;groupes;etablissements;articles;etat;fabricant;produit;question;a_la_main;specifications;code_emdn;code_sh;avis
COMP-RGXFC;compresse;Compresse de gaze ou non tissée;10 × 10 cm, stérile, gaze, plis 8, fil radio-opaque : non;5000;5 000;pièce;;;;;1;1;1;À vérifier;Gazes du Sud;GZ-1;;;"largeur = 10 cm; longueur = 10 cm; sterile = oui; plis = 8; materiau = gaze; radio_opaque = non";M02;300590;
COMP-FBBDZ;compresse;Compresse de gaze ou non tissée;10 × 10 cm, stérile : non, gaze, plis 8, fil radio-opaque : non;2000;2 000;pièce;;;;;1;1;1;Faisable;Gazes du Sud;GZ-1;;;"largeur = 10 cm; longueur = 10 cm; sterile = non; plis = 8; materiau = gaze; radio_opaque = non";M02;300590;
COMP-NVTVM;compresse;Compresse de gaze ou non tissée;10 × 10 cm, stérile, gaze, fil radio-opaque : non;900;900;pièce;;;;;1;1;1;À vérifier;Gazes du Sud;GZ-1;;;"largeur = 10 cm; longueur = 10 cm; sterile = oui; materiau = gaze; radio_opaque = non";M02;300590;
LITH-HCWPF;lit_hospitalisation;Lit d'hospitalisation;nombre de manivelles 2;4;4;pièce;;;;;1;1;1;À interroger;;;motorisation ? barrières latérales ? roues ? population ?;;manivelles = 2;V0806;940290;
SERI-VGDRS;seringue;Seringue hypodermique;5 mL, luer, nombre de pièces 3, avec aiguille : non, stérile;42000;42 000;pièce;;;;;1;2;1;Concordant;Injecta;IN-05;;;"volume = 5 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui";A020102;901831;
SERI-TZXCV;seringue;Seringue hypodermique;10 mL, luer;5000;5 000;pièce;;;;;1;1;1;Concordant;Injecta;IN-10;;;"volume = 10 mL; embout = luer; sterile = oui";A020102;901831;
SERI-ZDFKX;seringue;Seringue hypodermique;20 mL, luer, nombre de pièces 3, avec aiguille : non, stérile;4000;4 000;pièce;;;;;1;1;1;Faisable;Injecta;IN-10;;;"volume = 20 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui";A020102;901831;
SERI-BMMHV;seringue;Seringue hypodermique;10 mL, luer lock, nombre de pièces 3;1000;1 000;pièce;250;250;250;250;2;2;2;Faisable;Injecta;IN-10;;;"volume = 10 mL; embout = luer_lock; pieces = 3; sterile = oui";A020102;901831;
SERI-TXBJJ;seringue;Seringue hypodermique;10 mL;300;300;pièce;;;;;1;1;1;Concordant;Injecta;IN-10;embout ?;;"volume = 10 mL; sterile = oui";A020102;901831;
SERI-KNSSK;seringue;Seringue hypodermique;10 mL, luer, nombre de pièces 3;90;90;pièce;;;;;1;1;1;Concordant;Injecta;IN-10;;;"volume = 10 mL; embout = luer; pieces = 3; sterile = oui";A020102;901831;
SERI-DDFPZ;seringue;Seringue hypodermique;10 mL, luer, nombre de pièces 2;80;80;pièce;;;;;1;1;1;Faisable;Injecta;IN-10;;;"volume = 10 mL; embout = luer; pieces = 2; sterile = oui";A020102;901831;
SERI-RKNFM;seringue;Seringue hypodermique;5 mL, luer, avec aiguille;60;60;pièce;;;;;1;1;1;Faisable;Injecta;IN-05;;;"volume = 5 mL; embout = luer; aiguille = oui; sterile = oui";A020102;901831;
$ mahalli consolidate --articles --format csv
code;membre;reference;designation;volumetrie;unite;etablissements;lignes_non_comptees;a_la_main;motif;cause;specifications
COMP-RGXFC;GSE;S2;COMPRESSE STERILE 10 X 10 GAZE NON RADIO OPAQUE 8 PLIS;5000;pièce;1;;;;;"largeur = 10 cm; longueur = 10 cm; sterile = oui; plis = 8; materiau = gaze; radio_opaque = non"
COMP-FBBDZ;GSE;S3;COMPRESSE NON STERILE 10 X 10 GAZE NON RADIO OPAQUE 8 PLIS;2000;pièce;1;;;;;"largeur = 10 cm; longueur = 10 cm; sterile = non; plis = 8; materiau = gaze; radio_opaque = non"
COMP-NVTVM;GRI;R6;Compresse stérile 10x10 cm gaze sans fil radio-opaque;900;pièce;1;;;;;"largeur = 10 cm; longueur = 10 cm; sterile = oui; materiau = gaze; radio_opaque = non"
LITH-HCWPF;GAT;A3;LIT D'HOSPITALISATION 2 MANIVELLES;4;pièce;1;;;;;manivelles = 2
SERI-VGDRS;GAT;A1;SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE;42000;pièce;2;;;;;"volume = 5 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui"
SERI-TZXCV;GRI;R2;SERINGUE 10CC LUER;5000;pièce;1;;;;;"volume = 10 mL; embout = luer; sterile = oui"
SERI-ZDFKX;GAT;A2;SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE;4000;pièce;1;;;;;"volume = 20 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui"
SERI-BMMHV;GRI;R1;seringue 10 ml luer lock 3 pièces;400;pièce;1;;;;;"volume = 10 mL; embout = luer_lock; pieces = 3; sterile = oui"
SERI-BMMHV;GSE;S1;Seringue 10 ml embout luer-lock;600;pièce;1;;;;;"volume = 10 mL; embout = luer_lock; sterile = oui"
SERI-TXBJJ;GRI;R3;Seringue 10 mL;300;pièce;1;;;;;"volume = 10 mL; sterile = oui"
SERI-KNSSK;GSE;S5;Seringue 10 ml luer 3 pièces;90;pièce;1;;;;;"volume = 10 mL; embout = luer; pieces = 3; sterile = oui"
SERI-DDFPZ;GSE;S4;Seringue 10 ml luer 2 pièces;80;pièce;1;;;;;"volume = 10 mL; embout = luer; pieces = 2; sterile = oui"
SERI-RKNFM;GRI;R4;seringue 5 ml luer avec aiguille;60;pièce;1;;;;;"volume = 5 mL; embout = luer; aiguille = oui; sterile = oui"
;GAT;A4;DIVERS CONSOMMABLES BLOC;;;1;1;;;à préciser;
;GAT;A5;PARACETAMOL 1 G COMPRIME;5000;;1;;;;hors périmètre;
;GRI;R5;seringue 10 ml luer lock;;;1;1;;;conditionnement inconnu;"volume = 10 mL; embout = luer_lock; sterile = oui"
;GRI;R7;Paracétamol 1 g;9;;1;;;;hors périmètre;
# One pool, by its code or the letters of it.
$ mahalli consolidate SERI-BMMHV
Code                SERI-BMMHV
Famille             Seringue hypodermique
Caractéristiques    10 mL, luer lock, nombre de pièces 3
Volumétrie          1 000 pièce
État                Faisable
Fabricant           Injecta
Produit             IN-10

Groupe  Référence  Désignation                        Volumétrie  Établissements
──────  ─────────  ─────────────────────────────────  ──────────  ──────────────
GRI     R1         seringue 10 ml luer lock 3 pièces         400               1
GSE     S1         Seringue 10 ml embout luer-lock           600               1
$ mahalli consolidate bmmhv --format csv
code;membre;reference;designation;volumetrie;unite;etablissements;lignes_non_comptees;a_la_main;motif;cause;specifications
SERI-BMMHV;GRI;R1;seringue 10 ml luer lock 3 pièces;400;pièce;1;;;;;"volume = 10 mL; embout = luer_lock; pieces = 3; sterile = oui"
SERI-BMMHV;GSE;S1;Seringue 10 ml embout luer-lock;600;pièce;1;;;;;"volume = 10 mL; embout = luer_lock; sterile = oui"
$ mahalli consolidate COMP-ZZZZZ
mahalli : besoin consolidé « COMP-ZZZZZ » inconnu : voyez mahalli consolidate
[4]
# Questions, with the volume that the answer would gather.
$ mahalli consolidate --proposals
Question          Famille           Caractéristiques  Volumétrie  Réunie  Unité  Groupes  Rejoindra…
────────────────  ────────────────  ────────────────  ──────────  ──────  ─────  ───────  ──────────
plis ?            Compresse de ga…  10 × 10 cm, sté…         900   5 900  pièce        2  COMP-RGXF…
embout ? nombre…  Seringue hypode…  10 mL                    300   5 300  pièce        1  SERI-TZXC…
nombre de pièce…  Seringue hypode…  10 mL, luer            5 000   5 090  pièce        2  SERI-KNSS…
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli consolidate --proposals --format csv
question;famille;famille_nom;caracteristiques;articles;volumetrie;volumetrie_reunie;unite;groupes;rejoindrait;besoins
plis ?;compresse;Compresse de gaze ou non tissée;10 × 10 cm, stérile, gaze, fil radio-opaque : non;1;900;5900;pièce;2;COMP-RGXFC (plis 8);COMP-NVTVM
embout ? nombre de pièces ?;seringue;Seringue hypodermique;10 mL;1;300;5300;pièce;1;"SERI-TZXCV (embout luer) ; SERI-BMMHV (embout luer lock, nombre de pièces 3) ; SERI-KNSSK (embout luer, nombre de pièces 3) ; SERI-DDFPZ (embout luer, nombre de pièces 2)";SERI-TXBJJ
nombre de pièces ?;seringue;Seringue hypodermique;10 mL, luer;1;5000;5090;pièce;2;"SERI-KNSSK (nombre de pièces 3) ; SERI-DDFPZ (nombre de pièces 2)";SERI-TZXCV
# Variants: never across what is never interchangeable.
$ mahalli consolidate --variants
COMP-RGXFC  2 variantes de Compresse de gaze ou non tissée, 5 900 pièce
  Commune     10 × 10 cm, stérile, gaze, plis 8, fil radio-opaque : non
Ce qui changerait   Volumétrie  Unité  Articles  Groupes concernés  Besoins consolidés
──────────────────  ──────────  ─────  ────────  ─────────────────  ──────────────────
rien à changer           5 000  pièce         1                  1  COMP-RGXFC
plis : non dit → 8         900  pièce         1                  1  COMP-NVTVM

SERI-KNSSK  3 variantes de Seringue hypodermique, 5 170 pièce
  Commune     10 mL, luer, nombre de pièces 3
Ce qui changerait               Volumétrie  Unité  Articles  Groupes concernés  Besoins consolidés
──────────────────────────────  ──────────  ─────  ────────  ─────────────────  ──────────────────
nombre de pièces : non dit → 3       5 000  pièce         1                  1  SERI-TZXCV
rien à changer                          90  pièce         1                  1  SERI-KNSSK
nombre de pièces : 2 → 3                80  pièce         1                  1  SERI-DDFPZ

Proposer une fiche technique type : mahalli consolidate --adopt STANDARD
$ mahalli consolidate --variants --format json
[
 {"standard": "COMP-RGXFC", "famille": "compresse", "famille_nom": "Compresse de gaze ou non tissée", "caracteristiques": "10 × 10 cm, stérile, gaze, plis 8, fil radio-opaque : non", "volumetrie_reunie": 5900, "variantes": 2, "groupes": 2, "changements": "rien à changer", "volumetrie": 5000, "unite": "pièce", "articles": 1, "groupes_concernes": 1, "besoins": "COMP-RGXFC"},
 {"standard": "COMP-RGXFC", "famille": "compresse", "famille_nom": "Compresse de gaze ou non tissée", "caracteristiques": "10 × 10 cm, stérile, gaze, plis 8, fil radio-opaque : non", "volumetrie_reunie": 5900, "variantes": 2, "groupes": 2, "changements": "plis : non dit → 8", "volumetrie": 900, "unite": "pièce", "articles": 1, "groupes_concernes": 1, "besoins": "COMP-NVTVM"},
 {"standard": "SERI-KNSSK", "famille": "seringue", "famille_nom": "Seringue hypodermique", "caracteristiques": "10 mL, luer, nombre de pièces 3", "volumetrie_reunie": 5170, "variantes": 3, "groupes": 2, "changements": "nombre de pièces : non dit → 3", "volumetrie": 5000, "unite": "pièce", "articles": 1, "groupes_concernes": 1, "besoins": "SERI-TZXCV"},
 {"standard": "SERI-KNSSK", "famille": "seringue", "famille_nom": "Seringue hypodermique", "caracteristiques": "10 mL, luer, nombre de pièces 3", "volumetrie_reunie": 5170, "variantes": 3, "groupes": 2, "changements": "rien à changer", "volumetrie": 90, "unite": "pièce", "articles": 1, "groupes_concernes": 1, "besoins": "SERI-KNSSK"},
 {"standard": "SERI-KNSSK", "famille": "seringue", "famille_nom": "Seringue hypodermique", "caracteristiques": "10 mL, luer, nombre de pièces 3", "volumetrie_reunie": 5170, "variantes": 3, "groupes": 2, "changements": "nombre de pièces : 2 → 3", "volumetrie": 80, "unite": "pièce", "articles": 1, "groupes_concernes": 1, "besoins": "SERI-DDFPZ"}
]
# By hand: what is never interchangeable is refused, what is not said needs a reason.
$ mahalli pool add SERI-BMMHV GSE/S2
mahalli : GSE/S2 : jamais interchangeable avec GRI/R1 (Compresse de gaze ou non tissée, Seringue hypodermique)
[8]
$ mahalli pool add SERI-BMMHV GSE/S4
mahalli : GSE/S4 : jamais interchangeable avec GRI/R1 (embout : luer au lieu de luer lock)
[8]
$ mahalli pool add SERI-BMMHV GRI/R3
mahalli : GRI/R3 : embout n'est pas dit de même d'un article à l'autre ; donnez le motif : --reason
[3]
$ mahalli pool add SERI-BMMHV GRI/R3 --reason "luer lock, dit au téléphone"
Réuni à la main : 1 article
$ mahalli pool add SERI-BMMHV GRI/R3 --reason "luer lock, dit au téléphone"
Réuni à la main : 0 article
$ mahalli pool add SERI-BMMHV GRI/R5
mahalli : GRI/R5 ne se consolide pas : conditionnement inconnu
[3]
$ mahalli pool add SERI-BMMHV GRI/R7
mahalli : GRI/R7 ne se consolide pas : hors périmètre
[3]
$ mahalli consolidate SERI-BMMHV
Code                SERI-BMMHV
Famille             Seringue hypodermique
Caractéristiques    10 mL, luer lock, nombre de pièces 3
Volumétrie          1 300 pièce
État                Faisable
Fabricant           Injecta
Produit             IN-10
À la main           à la main

Groupe  Référence  Désignation           Volumétrie  Établissements  À la main  Motif
──────  ─────────  ────────────────────  ──────────  ──────────────  ─────────  ────────────────────
GRI     R1         seringue 10 ml luer…         400               1
GRI     R3         Seringue 10 mL               300               1  à la main  luer lock, dit au t…
GSE     S1         Seringue 10 ml embo…         600               1
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli list regroupements
Année  Article  Besoin consolidé  Motif                        Auteur   Date
─────  ───────  ────────────────  ───────────────────────────  ───────  ──────────
 2027  R3       SERI-BMMHV        luer lock, dit au téléphone  testeur  21/11/2026
1 ligne
# It stands when the pool says one thing more, and is thus called otherwise.
$ mahalli set articles GSE/S1 specifications="nombre de pièces = 3"
Changement : article GSE/S1 (mahalli undo revient en arrière)
$ mahalli consolidate --articles --format csv | grep -E ';(R1|S1|R3);' | cut -d';' -f1 | sort -u | wc -l
1
$ mahalli undo
Annulée : opération 12, changement article GSE/S1
$ mahalli pool retirer GSE/S1
Gardé seul : 1 article
$ mahalli consolidate --articles --format csv | grep -E ';(R1|S1|R3);' | cut -d';' -f2-6,9
GRI;R1;seringue 10 ml luer lock 3 pièces;400;pièce;
GRI;R3;Seringue 10 mL;300;pièce;à la main
GSE;S1;Seringue 10 ml embout luer-lock;600;pièce;seul
$ mahalli pool reset GSE/S1 GRI/R3
Rendu au programme : 2 articles
$ mahalli pool reset GSE/S1
Rendu au programme : 0 article
$ mahalli consolidate --articles --format csv | grep -E ';(R1|S1|R3);' | cut -d';' -f2-6,9
GRI;R1;seringue 10 ml luer lock 3 pièces;400;pièce;
GSE;S1;Seringue 10 ml embout luer-lock;600;pièce;
GRI;R3;Seringue 10 mL;300;pièce;
$ mahalli undo
Annulée : opération 15, consolidation rendue au programme : GSE/S1 GRI/R3
$ mahalli list regroupements --format csv
annee;article;besoin;motif;auteur;date
2027;R3;SERI-BMMHV;luer lock, dit au téléphone;testeur;2026-11-21
2027;S1;seul;;testeur;2026-11-21
$ mahalli redo
Rétablie : opération 15, consolidation rendue au programme : GSE/S1 GRI/R3
$ mahalli pool casser GSE/S1
mahalli : « casser » : attendu add, remove ou reset
Aide : mahalli help pool
[2]
$ mahalli pool add SERI-BMMHV
mahalli : attendu le code du besoin consolidé puis des articles : mahalli pool add CODE ARTICLE...
Aide : mahalli help pool
[2]
# The common specification as a fiche, proposed to the groups that would take something from it.
$ mahalli consolidate --adopt COMP-RGXFC
Fiche proposée à GRI : compresse, plis = 8
  le pharmacien l'adopte : mahalli set fiches GRI/compresse etat=adoptée
$ mahalli list fiches --format csv
membre;famille;version;specifications;etat;auteur;date;motif;base
GRI;compresse;1;plis = 8;proposée;testeur;2026-11-21;standardisation COMP-RGXFC;2 variantes, 5900 pièce
$ mahalli consolidate --adopt ZZZZ
mahalli : spécification commune « ZZZZ » inconnue : voyez mahalli consolidate --variants
[4]
# What pharmacists said counts for the articles it bears on: one word of two does not validate what both ask for; both do.
$ mahalli judge GRI/R1 IN-10 conforme --reason "essai" -q; mahalli consolidate SERI-BMMHV | sed -n '5,8p'
État                À vérifier
Fabricant           Injecta
Produit             IN-10
Avis                bon pour 1 article sur 2
$ mahalli judge GSE/S1 IN-10 conforme --reason "essai" -q; mahalli consolidate SERI-BMMHV | sed -n '5,8p'; mahalli undo -q; mahalli undo -q
État                Validé
Fabricant           Injecta
Produit             IN-10
Avis                bon pour 2 articles sur 2
# A closed campaign is looked at, no longer changed.
$ mahalli campaign close 2027 -q
$ mahalli pool remove GSE/S1
mahalli : la campagne 2027 est close en V1 : ses besoins ne changent plus ; pour la rouvrir : mahalli revise 2027 --reason MOTIF
[8]
# In the workbook of the association: no name, and no exact volume of fewer than three groups.
$ mahalli export plan.xlsx --scope plan --as actuel -q && unzip -p plan.xlsx xl/workbook.xml | grep -o 'Besoins consolidés'
Besoins consolidés
Besoins consolidés
Besoins consolidés
