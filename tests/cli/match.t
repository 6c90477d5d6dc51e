$ sh data/base.sh
$ mahalli match
5 articles, dont 5 rapprochés cette fois

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

À faire
  Qui           À faire                              Pour les voir
  ────────────  ───────────────────────────────────  ────────────────────────────────────────────
  acheteur      1 article à préciser (libellé)       mahalli match --state unread
  acheteur      1 besoin sans conditionnement        mahalli check --rule conditionnement-inconnu
  pharmacien    1 concordance à confirmer            mahalli match --state match
  coordination  1 article : fabricants à interroger  mahalli match --state lead
  coordination  1 article pour le dossier industrie  mahalli export dossier.xlsx --scope gaps

Un article en détail : mahalli match --article GROUPE/RÉFÉRENCE
$ mahalli match -q
# One article: as read, then its candidates.
$ mahalli match --article GAT/A1
Article GAT/A1
  Désignation   SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
  Famille       Seringue hypodermique
  État          Concordant
      Caractéristique   Demandé  Source
      ────────────────  ───────  ──────
      volume            5 mL     lu
      embout            luer     lu
      nombre de pièces  3        lu
      avec aiguille     non      lu
      stérile           oui      lu

  1. Concordant, score 630 : D-INJ/IN-05 (Injecta)
     libellé      Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
     motif        seringue hypodermique : volume 5 mL ✓, embout luer ✓, nombre de pièces 3 ✓, avec
                  aiguille : non ✓, stérile ✓ ; toutes les spécifications demandées sont tenues
     score        nature du produit 200 + spécifications tenues 400 + fabrication 30
     achetable    non vérifié
      Caractéristique   Demandé  Source       Offert        Résultat
      ────────────────  ───────  ───────────  ────────────  ─────────
      volume            5 mL     lu           5 mL          respectée
      embout            luer     lu           luer          respectée
      nombre de pièces  3        lu           3             respectée
      avec aiguille     non      lu           non           respectée
      stérile           oui      lu           oui           respectée
      fabriqué ici      oui      référentiel  fabriqué ici  respectée

  2. Écart, score 430 : D-INJ/IN-10 (Injecta)
     libellé      Seringue hypodermique 3 pièces 10 mL embout luer sans aiguille stérile
     motif        seringue hypodermique : volume 5 mL ✗ (10 mL au lieu de 5 mL), embout luer ✓,
                  nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est
                  pas tenue
     score        nature du produit 200 + spécifications tenues 320 + écarts -120 + fabrication 30
     achetable    non vérifié
      Caractéristique   Demandé  Source       Offert        Résultat   Écart
      ────────────────  ───────  ───────────  ────────────  ─────────  ─────────────────────
      volume            5 mL     lu           10 mL         écart      10 mL au lieu de 5 mL
      embout            luer     lu           luer          respectée
      nombre de pièces  3        lu           3             respectée
      avec aiguille     non      lu           non           respectée
      stérile           oui      lu           oui           respectée
      fabriqué ici      oui      référentiel  fabriqué ici  respectée

  3. Écart, score 400 : D-IMP/X-5 (Importe Tout)
     libellé      Seringue 5 mL luer 3 pièces sans aiguille stérile
     motif        seringue hypodermique : volume 5 mL ✓, embout luer ✓, nombre de pièces 3 ✓, avec
                  aiguille : non ✓, stérile ✓, fabrication : distributeur ; n'est pas fabriqué ici
                  par ce fournisseur
     score        nature du produit 200 + spécifications tenues 400 + fabrication -200
     achetable    non vérifié
      Caractéristique   Demandé  Source       Offert        Résultat
      ────────────────  ───────  ───────────  ────────────  ─────────
      volume            5 mL     lu           5 mL          respectée
      embout            luer     lu           luer          respectée
      nombre de pièces  3        lu           3             respectée
      avec aiguille     non      lu           non           respectée
      stérile           oui      lu           oui           respectée
      fabriqué ici      oui      référentiel  distributeur  écart
$ mahalli match --article A2 --top 1
Article GAT/A2
  Désignation   SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE
  Famille       Seringue hypodermique
  État          Faisable
      Caractéristique   Demandé  Source
      ────────────────  ───────  ──────
      volume            20 mL    lu
      embout            luer     lu
      nombre de pièces  3        lu
      avec aiguille     non      lu
      stérile           oui      lu

  1. Écart, score 446 : D-INJ/IN-10 (Injecta)
     libellé      Seringue hypodermique 3 pièces 10 mL embout luer sans aiguille stérile
     motif        seringue hypodermique : volume 20 mL ✗ (10 mL au lieu de 20 mL), embout luer ✓,
                  nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est
                  pas tenue
     score        nature du produit 200 + spécifications tenues 320 + écarts -104 + fabrication 30
     achetable    non vérifié
      Caractéristique   Demandé  Source       Offert        Résultat   Écart
      ────────────────  ───────  ───────────  ────────────  ─────────  ──────────────────────
      volume            20 mL    lu           10 mL         écart      10 mL au lieu de 20 mL
      embout            luer     lu           luer          respectée
      nombre de pièces  3        lu           3             respectée
      avec aiguille     non      lu           non           respectée
      stérile           oui      lu           oui           respectée
      fabriqué ici      oui      référentiel  fabriqué ici  respectée
$ mahalli match --article A3
Article GAT/A3
  Désignation   LIT D'HOSPITALISATION 2 MANIVELLES
  Famille       Lit d'hospitalisation
  Lu            nombre de manivelles 2
  État          À interroger

  Aucun produit recensé de cette famille ; des fabricants déclarent cette gamme : à interroger.
$ mahalli match --article A4
Article GAT/A4
  Désignation   DIVERS CONSOMMABLES BLOC
  Famille       non lue
  État          À préciser
  Question      aucune famille reconnue dans ce libellé

  Le programme n'a pas compris ce que c'est : précisez le libellé, les spécifications ou la famille.
$ mahalli match --article A5
Article GAT/A5
  Désignation   PARACETAMOL 1 G COMPRIME
  Famille       Médicament et spécialité pharmaceutique
  Mots non lus  1 g
  État          Hors périmètre

  Hors du périmètre du plan.
# The articles of a state.
$ mahalli match --state match
Groupe  Référence  Désignation                        Produit      Motif
──────  ─────────  ─────────────────────────────────  ───────────  ─────────────────────────────────
GAT     A1         SERINGUE HYPODERMIQUE 3 PIECES 5…  D-INJ/IN-05  volume 5 mL ✓, embout luer ✓, no…
1 article : Concordant
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli match --state "à interroger"
Groupe  Référence  Désignation                         Famille
──────  ─────────  ──────────────────────────────────  ─────────────────────
GAT     A3         LIT D'HOSPITALISATION 2 MANIVELLES  Lit d'hospitalisation
1 article : À interroger
$ mahalli match --state none
0 article : Sans fabricant recensé
$ mahalli match --who fabricant
0 article
# For scripts: exactly these columns.
$ mahalli match --format csv --top 2
need;rank;maker;product;verdict;score;reason;member
A1;1;D-INJ;IN-05;match;630;"seringue hypodermique : volume 5 mL ✓, embout luer ✓, nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; toutes les spécifications demandées sont tenues";GAT
A1;2;D-INJ;IN-10;near;430;"seringue hypodermique : volume 5 mL ✗ (10 mL au lieu de 5 mL), embout luer ✓, nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est pas tenue";GAT
A2;1;D-INJ;IN-10;near;446;"seringue hypodermique : volume 20 mL ✗ (10 mL au lieu de 20 mL), embout luer ✓, nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est pas tenue";GAT
A2;2;D-INJ;IN-05;near;438;"seringue hypodermique : volume 20 mL ✗ (5 mL au lieu de 20 mL), embout luer ✓, nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est pas tenue";GAT
A3;0;;;lead;0;;GAT
A4;0;;;unread;0;aucune famille reconnue dans ce libellé;GAT
A5;0;;;out;0;;GAT
$ mahalli match --article A2 --top 1 --format json
[
 {"need": "A2", "rank": 1, "maker": "D-INJ", "product": "IN-10", "verdict": "near", "score": 446, "reason": "seringue hypodermique : volume 20 mL ✗ (10 mL au lieu de 20 mL), embout luer ✓, nombre de pièces 3 ✓, avec aiguille : non ✓, stérile ✓ ; une spécification n'est pas tenue", "member": "GAT"}
]
$ mahalli match --format csv --state out
need;rank;maker;product;verdict;score;reason;member
A5;0;;;out;0;;GAT
$ mahalli match --article A99
mahalli : aucun article ne répond à « A99 »
[4]
$ mahalli match --state bon
mahalli : --state « bon » : attendu validated, match, review, near, lead, none, unread, out, ou le nom affiché
Aide : mahalli help match
[2]
$ mahalli match --who moi
mahalli : --who « moi » : attendu pharmacien, fabricant ou acheteur
Aide : mahalli help match
[2]
$ mahalli match --top 0
mahalli : --top « 0 » : attendu 1 au moins
Aide : mahalli help match
[2]
$ mahalli match --top 1000
mahalli : --top « 1000 » : 100 au plus
Aide : mahalli help match
[2]
