$ mahalli init --year 2027 > /dev/null; mahalli import membres samples/members.csv > /dev/null; mahalli import sites samples/sites.csv > /dev/null
$ mahalli plan --from-purchases 2026
mahalli : aucun achat dans ce plan : importez-les d'abord (mahalli import achats FICHIER)
[4]
$ mahalli import achats samples/achats-atlas.csv --member GAT -q 2> /dev/null
achats-atlas.csv:167: date « 31/02/2026 » : la date « 31/02/2026 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj
achats-atlas.csv:168: date : ni date ni année d'achat ; donnez le jour de l'achat, ou une colonne annee
achats-atlas.csv:166: attention : reference « A10131 » : même article, même établissement, même jour et même quantité plus haut dans le fichier : gardé comme second achat ; retirez l'une des deux lignes si c'est le même achat
[1]
$ mahalli plan
mahalli : attendu --from-purchases ANNÉE : l'année des achats dont partir
Aide : mahalli help plan
[2]
$ mahalli plan --from-purchases 2025
mahalli : aucun achat de 2025 ; les derniers connus sont de 2026
[4]
$ mahalli plan --from-purchases 2026 --growth beaucoup
mahalli : croissance « beaucoup » : attendu un pourcentage, par exemple 5 ou 2,5 ou -10
Aide : mahalli help plan
[2]
$ mahalli plan --from-purchases 2026 --member XXX
mahalli : groupe « XXX » inconnu : voyez mahalli list membres
[4]
# What would come; nothing is written.
$ mahalli plan --from-purchases 2026 --growth 5 --dry-run | head -8
Établissement  Référence  Volumétrie  Unité    Suite    Calcul
─────────────  ─────────  ──────────  ───────  ───────  ────────────────────────────────────────────
AT-CAS         A10115            387  B/100    proposé  1 achat de 2026 : 36 800 unités + 5 % = 38 …
AT-CAS         A10120            338  B/100    proposé  4 achats de 2026 : 32 100 unités + 5 % = 33…
AT-CAS         A10131            222  B/50     proposé  5 achats de 2026 : 10 550 unités + 5 % = 11…
AT-CAS         A10142            137  B/30     proposé  1 achat de 2026 : 3 900 unités + 5 % = 4 09…
AT-CAS         A10145             67  B/100    proposé  2 achats de 2026 : 6 300 unités + 5 % = 6 6…
AT-CAS         A10160             20  B/25     proposé  4 achats de 2026 : 475 unités + 5 % = 499 u…
$ mahalli list besoins
0 ligne
# A need that a person gave is kept, at this site only.
$ mahalli add besoin membre=GAT etablissement=AT-CAS reference=A19901 designation="GARROT VEINEUX ADULTE SANS LATEX" quantite=1000 unite=pièce > /dev/null
$ mahalli plan --from-purchases 2026 --growth 5
165 achats lus · 72 besoins proposés · 1 besoin déjà donné, gardé
  opération 6 ; chaque ligne est à confirmer : mahalli check --rule a-confirmer
$ mahalli list besoins --where reference=A19901
Groupe  Établissement  Référence  Occurrence  Désignation              Volumétrie  Unité  T1  T2  T3
──────  ─────────────  ─────────  ──────────  ───────────────────────  ──────────  ─────  ──  ──  ──
GAT     AT-CAS         A19901              1  GARROT VEINEUX ADULTE …       1 000  pièce
GAT     AT-SET         A19901              1  GARROT VEINEUX ADULTE …         263  pièce   0   0   0
2 lignes ; 3 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli show besoin A10131@AT-CAS
Groupe              GAT
Établissement       AT-CAS
Référence           A10131
Occurrence          1
Désignation         SERINQUE 3 PCES 20 CC S/AIG LUER
Volumétrie          222
Unité               B/50
T1                  0
T2                  133
T3                  89
T4                  0
À confirmer         achats 2026
Volumétrie de base  11 100

Calcul : 222 B/50 = 11 100 unités
# The same again changes nothing; another growth changes what nobody confirmed.
$ mahalli plan --from-purchases 2026 --growth 5
165 achats lus · 72 déjà proposés · 1 besoin déjà donné, gardé
$ mahalli set besoin A10131@AT-CAS a_confirmer= > /dev/null
$ mahalli plan --from-purchases 2026 --growth -2,5
165 achats lus · 71 propositions changées · 2 besoins déjà donnés, gardés
  opération 8 ; chaque ligne est à confirmer : mahalli check --rule a-confirmer
$ mahalli list besoins --where reference=A10131 --format csv | cut -d';' -f2,3,9,13-16
etablissement;reference;quantite;t1;t2;t3;t4
AT-CAS;A10131;222;0;133;89;0
$ mahalli undo
Annulée : opération 8, proposition des besoins d'après les achats 2026
# Units that do not add up, one that nobody knows, a year without days, what is no device, a closed site.
$ mahalli add site membre=GAT code=AT-OLD nom="Clinique fermée" fin=2026-06-30 > /dev/null
$ cat > a.csv <<X
> membre;etablissement;reference;designation;date;annee;quantite;unite
> GAT;AT-CAS;M1;SERINGUE 10 ML LUER;2024-01-05;;10;B/100
> GAT;AT-CAS;M1;SERINGUE 10 ML LUER;2024-02-05;;50;pièce
> GAT;AT-CAS;M2;DIVERS BLOC;2024-02-05;;1,5;LOT
> GAT;AT-CAS;M2;DIVERS BLOC;2024-03-05;;2;LOT
> GAT;AT-CAS;M3;DRAP;2024-02-05;;2;colis
> GAT;AT-CAS;M3;DRAP;2024-03-05;;2;palette
> GAT;AT-CAS;M4;GANT EXAMEN NITRILE M;;2024;30;B/100
> GAT;AT-CAS;M5;PARACETAMOL 1 G COMPRIME;2024-03-05;;30;B/100
> GAT;AT-OLD;M4;GANT EXAMEN NITRILE M;2024-03-05;;30;B/100
> X
$ mahalli import achats a.csv -q
$ mahalli plan --from-purchases 2024 --dry-run
Établissement  Référence  Volumétrie  Unité  Suite                Calcul
─────────────  ─────────  ──────────  ─────  ───────────────────  ──────────────────────────────────
AT-CAS         M1                 11  B/100  proposé              2 achats de 2024 : 1 050 unités, …
AT-CAS         M2                  4  LOT    proposé              2 achats de 2024 : 3,5 LOT, soit …
AT-CAS         M3                     colis  unités à préciser
AT-CAS         M4                 30  B/100  proposé              1 achat de 2024 : 3 000 unités, s…
AT-OLD         M4                     B/100  établissement fermé
AT-CAS         M5                     B/100  hors périmètre
9 achats lus · 3 besoins proposés · 1 à saisir : unités à préciser · 1 hors périmètre, laissé · 1 d'un établissement fermé, laissé
  1 besoin sans trimestres : un achat n'a pas de jour
  rien n'est écrit (--dry-run)
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli plan --from-purchases 2024 --growth 5 --format json | head -3
[
 {"membre": "GAT", "etablissement": "AT-CAS", "reference": "M1", "designation": "SERINGUE 10 ML LUER", "quantite": 12, "unite": "B/100", "t1": 12, "t2": 0, "t3": 0, "t4": 0, "suite": "proposé", "achats": 2, "calcul": "2 achats de 2024 : 1 050 unités + 5 % = 1 103 unités, soit 12 B/100 ; trimestres d'après les jours d'achat"},
 {"membre": "GAT", "etablissement": "AT-CAS", "reference": "M2", "designation": "DIVERS BLOC", "quantite": 4, "unite": "LOT", "t1": 4, "t2": 0, "t3": 0, "t4": 0, "suite": "proposé", "achats": 2, "calcul": "2 achats de 2024 : 3,5 LOT + 5 % = 3,675 LOT, soit 4 LOT ; trimestres d'après les jours d'achat"},
$ mahalli campaign close 2027 > /dev/null; mahalli plan --from-purchases 2026
mahalli : la campagne 2027 est close en V1 : ses besoins ne changent plus ; pour la rouvrir : mahalli revise 2027 --reason MOTIF
[8]
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
