# A volume against what the same site bought, where the year before has no need: base units, a whole year rather than the running one.
$ mahalli init --year 2027 -q
$ mahalli import groupes data/groupes.csv -q
$ mahalli import sites data/sites.csv -q
$ printf 'membre;etablissement;reference;designation;date;annee;quantite;unite\nGAT;AT-CAS;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;2025-02-03;;4;B/100\nGAT;AT-CAS;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;2025-10-03;;6;B/100\nGAT;AT-CAS;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;2026-01-05;;90;B/100\nGAT;AT-SET;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;2025-10-03;;99;B/100\nGAT;AT-CAS;P2;SERINGUE 20 ML 3 PIECES LUER STERILE;;2025;500;B/50\nGAT;AT-CAS;P3;SERINGUE 5 ML 3 PIECES LUER STERILE;;2023;5;B/100\nGAT;AT-CAS;P4;SERINGUE 2 ML 3 PIECES LUER STERILE;;2027;1;B/100\nGAT;AT-CAS;P5;DIVERS BLOC;;2025;1;LOT\n' > achats.csv; mahalli import achats achats.csv -q
$ printf 'membre;etablissement;reference;designation;quantite;unite\nGAT;AT-CAS;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;100;B/100\nGAT;AT-SET;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;100;B/100\nGAT;AT-CAS;P2;SERINGUE 20 ML 3 PIECES LUER STERILE;20;B/50\nGAT;AT-CAS;P3;SERINGUE 5 ML 3 PIECES LUER STERILE;900;B/100\nGAT;AT-CAS;P4;SERINGUE 2 ML 3 PIECES LUER STERILE;900;B/100\nGAT;AT-CAS;P5;DIVERS BLOC;90;LOT\n' > besoins.csv; mahalli import besoins besoins.csv -q
$ mahalli check --format csv | grep achats
erreur;volume-decuple-achats;GAT;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;Volume au moins dix fois ce qui a été acheté en un an : 10 000, 2025 : 1 000;vérifier l'unité du besoin et celle des achats, ou l'expliquer;ouverte;
avertissement;volume-dixieme-achats;GAT;P2;SERINGUE 20 ML 3 PIECES LUER STERILE;Volume au plus un dixième de ce qui a été acheté en un an : 1 000, 2025 : 25 000;vérifier l'unité du besoin et celle des achats, ou l'expliquer;ouverte;
# It stands in the way of freezing until it is explained; a group's part says nothing of it.
$ mahalli freeze
  volume-decuple-achats GAT/P1 : Volume au moins dix fois ce qui a été acheté en un an : 10 000, 2025 : 1 000 ; vérifier l'unité du besoin et celle des achats, ou l'expliquer
mahalli : le plan ne se fige pas : 1 erreur reste ouverte ; corrigez-la, ou expliquez-la par mahalli explain RÈGLE OBJET NOTE (mahalli check la montre)
[8]
$ mahalli explain volume-decuple-achats GAT/P1 "le bloc ouvre en 2027" -q; mahalli check --format csv | grep achats
erreur;volume-decuple-achats;GAT;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;Volume au moins dix fois ce qui a été acheté en un an : 10 000, 2025 : 1 000;vérifier l'unité du besoin et celle des achats, ou l'expliquer;expliquée;le bloc ouvre en 2027
avertissement;volume-dixieme-achats;GAT;P2;SERINGUE 20 ML 3 PIECES LUER STERILE;Volume au plus un dixième de ce qui a été acheté en un an : 1 000, 2025 : 25 000;vérifier l'unité du besoin et celle des achats, ou l'expliquer;ouverte;
$ mahalli share gat.part --member GAT -q; grep -cE '2025|25 000|dixième' gat.part
0
[1]
# With a need of the year before, that counts and purchases do not.
$ mahalli campaign open 2026 -q; mahalli --year 2026 add besoin membre=GAT etablissement=AT-CAS reference=P2 designation="SERINGUE 20 ML 3 PIECES LUER STERILE" quantite=21 unite=B/50 -q; mahalli --year 2027 check --format csv | grep achats
erreur;volume-decuple-achats;GAT;P1;SERINGUE 10 ML 3 PIECES LUER STERILE;Volume au moins dix fois ce qui a été acheté en un an : 10 000, 2025 : 1 000;vérifier l'unité du besoin et celle des achats, ou l'expliquer;expliquée;le bloc ouvre en 2027
