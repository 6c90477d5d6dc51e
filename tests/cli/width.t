# Tables fit the reader's window: texts are shortened with an … and said to be, never a number, a code or the word of a verdict.
$ mahalli init --year 2027 -q && mahalli import groupes samples/members.csv -q && mahalli import etablissements samples/sites.csv -q
$ mahalli import fabricants samples/makers.csv -q && mahalli import produits samples/products.csv -q > /dev/null; mahalli import certificats samples/certificates.csv -q > /dev/null
[1]
$ mahalli import besoins samples/besoins-atlas.csv --member GAT -q > /dev/null; mahalli import avis samples/opinions.csv -q > /dev/null; mahalli match -q
$ COLUMNS=80 mahalli cover | sed -n '1,6p'
Besoin      Famille            Spécifications     Couverture  Ce qui manque
──────────  ─────────────────  ─────────────────  ──────────  ──────────────────
AGRA-SPKWM  Agrafeuse à peau   nombre d'agrafes…         0 %  aucun produit con…
AIGU-FBXGN  Aiguille hypoder…  30 G, longueur 1…         0 %  aucun produit con…
AIGU-HJXGH  Aiguille à ponct…  22 G, longueur 9…         0 %  besoin sous le mi…
AIGU-BRDWX  Aiguille à ponct…  25 G, longueur 9…         0 %  aucun produit con…
$ COLUMNS=132 mahalli cover | sed -n '1,6p'
Besoin      Famille                       Spécifications                Volumétrie  Unité  Couverture  Ce qui manque
──────────  ────────────────────────────  ────────────────────────────  ──────────  ─────  ──────────  ─────────────────────────────
AGRA-SPKWM  Agrafeuse à peau              nombre d'agrafes 35                  246  pièce         0 %  aucun produit concordant rec…
AIGU-FBXGN  Aiguille hypodermique         30 G, longueur 13 mm, diamè…      10 300  pièce         0 %  aucun produit concordant ; l…
AIGU-HJXGH  Aiguille à ponction lombair…  22 G, longueur 90 mm, diamè…       1 050  pièce         0 %  besoin sous le minimum de co…
AIGU-BRDWX  Aiguille à ponction lombair…  25 G, longueur 90 mm, diamè…         530  pièce         0 %  aucun produit concordant ; l…
$ COLUMNS=80 mahalli match --state near | sed -n '1,5p;$p'
Groupe  Référence  Désignation            Produit         Motif
──────  ─────────  ─────────────────────  ──────────────  ──────────────────────
GAT     A10153     SERINGUE 100 ML BOUT…  D-INJ/IN-1070   volume 100 mL ✗ (60 m…
GAT     A10184     AIG. HYPO 30G 0,3 X …  D-MDM/MDM 016   calibre 30 G ✗ (27 G …
GAT     A10198     AIG P.L. POINTE CRAY…  D-MDM/MDM 018   pointe crayon ✗ (quin…
… : raccourci pour tenir en 80 colonnes ; --format csv donne tout
$ COLUMNS=132 mahalli match --state near | sed -n '1,5p;$p'
Groupe  Référence  Désignation                                      Produit         Motif
──────  ─────────  ───────────────────────────────────────────────  ──────────────  ────────────────────────────────────────────────
GAT     A10153     SERINGUE 100 ML BOUT CONIQUE P/LAVAGE            D-INJ/IN-1070   volume 100 mL ✗ (60 mL au lieu de 100 mL), embo…
GAT     A10184     AIG. HYPO 30G 0,3 X 13 JAUNE                     D-MDM/MDM 016   calibre 30 G ✗ (27 G au lieu de 30 G), diamètre…
GAT     A10198     AIG P.L. POINTE CRAYON 25 G X 90 MM AVEC INTRO…  D-MDM/MDM 018   pointe crayon ✗ (quincke au lieu de crayon), av…
… : raccourci pour tenir en 132 colonnes ; --format csv donne tout
$ COLUMNS=80 mahalli list produits --where fabricant=D-INJ | sed -n '1,5p' ; COLUMNS=80 mahalli list produits --where fabricant=D-INJ | tail -2
Fabricant  Référence  EMDN     Désignation                Unité  Conditionnement
─────────  ─────────  ───────  ─────────────────────────  ─────  ───────────────
D-INJ      IN-1005             SERINGUE HYPODERMIQUE 3 …  pièce  boîte de 100
D-INJ      IN-1010    A020102  SERINGUE HYPODERMIQUE 3 …  pièce  boîte de 100
D-INJ      IN-1015    A020102  SERINGUE HYPODERMIQUE 3 …  pièce  boîte de 100
29 lignes ; 12 colonnes de plus
… : raccourci pour tenir en 80 colonnes ; --format csv donne tout
$ COLUMNS=80 mahalli show produit D-INJ/IN-1005 | head -6
Fabricant          D-INJ
Référence          IN-1005
Désignation        SERINGUE HYPODERMIQUE 3 PIECES 2 ML EMBOUT LUER SANS AIGUILLE
                   STERILE UU
Unité              pièce
Conditionnement    boîte de 100
# In a pipe and in a file nothing is shortened; COLUMNS asks for it.
$ COLUMNS= mahalli match --state near | grep -c '…'
0
[1]
$ COLUMNS= mahalli match --state near | sed -n '4p'
GAT     A10184     AIG. HYPO 30G 0,3 X 13 JAUNE                           D-MDM/MDM 016   calibre 30 G ✗ (27 G au lieu de 30 G), diamètre 0,3 mm ✗ (0,4 mm au lieu de 0,3 mm), longueur 13 mm ✓ ; une spécification n'est pas tenue
$ COLUMNS=80 mahalli match --state near | grep -c '…'
18
# No table is wider than the window, whatever the command: the rule under its titles says how wide it is.
$ cat > tous.sh <<'FIN'
> for w in 80 132; do
>     export COLUMNS=$w
>     for k in campagnes groupes établissements familles caractéristiques synonymes fabricants produits certificats articles besoins avis; do
>         mahalli list $k
>     done > t.txt
>     for c in status match "match --article GAT/A10108" "match --state near" "match --who pharmacien" check follow "requests --to-ask" gaps \
>              local "local --families" "local --family seringue" consolidate "consolidate --proposals" "consolidate --articles" \
>              "consolidate --variants" cover "cover --worth" scenarios "scenarios --families" history "history 4" "list fiches --proposed"; do
>         mahalli $c
>     done >> t.txt
>     grep '^ *─' t.txt > u.txt
>     [ "$(wc -L < u.txt)" -le $w ] || { echo "$w colonnes, et :"; wc -L u.txt; }
>     [ "$(wc -l < u.txt)" -ge 40 ] || echo "trop peu de tableaux : $(wc -l < u.txt)"
> done
> FIN
$ sh tous.sh
