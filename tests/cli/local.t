# The samples, and a year of purchases of one group.
$ mahalli init --year 2027 > /dev/null; for k in membres:members sites:sites fabricants:makers produits:products certificats:certificates; do mahalli import ${k%:*} samples/${k#*:}.csv > /dev/null 2>&1; done; mahalli import besoins samples/besoins-atlas.csv --member GAT > /dev/null 2>&1; mahalli import besoins samples/besoins-sebou.csv --member GSE > /dev/null 2>&1; mahalli import achats samples/achats-atlas.csv --member GAT > /dev/null 2>&1
[1]
$ mahalli local
Vue           Poste                         Lignes  Sur  % lignes
────────────  ────────────────────────────  ──────  ───  ────────
plan 2027     ensemble local                     0  870
plan 2027     à rapprocher (mahalli match)     870  870     100 %
origine 2027  ensemble local                    37  870     4,3 %
origine 2027  local, selon le groupe            37  870     4,3 %
origine 2027  importé                          232  870    26,7 %
origine 2027  origine inconnue                 601  870    69,1 %
achats 2026   ensemble local                     4  165     2,4 %
achats 2026   local, du registre                 4  165     2,4 %
achats 2026   importé                          134  165    81,2 %
achats 2026   origine inconnue                  27  165    16,4 %

Contexte, chiffres publiés du secteur, qui n'entrent dans aucun calcul
  2026  85 à 90 % de la demande importés ; secteur local : 903 millions de dirhams de chiffre
        d'affaires, 46 % de valeur ajoutée, 1 378 emplois
        (convention-cadre 2026-2030 sur les dispositifs médicaux, février 2026)
  2024  secteur : 7 milliards de dirhams de chiffre d'affaires, environ 4 000 emplois ; autre
        périmètre, non expliqué
        (annonce au Medical Device Day, février 2025 (lnt.ma))
$ mahalli match > /dev/null; mahalli local
Vue           Poste                    Lignes  Sur  % lignes  % plan
────────────  ───────────────────────  ──────  ───  ────────  ──────
plan 2027     ensemble local              584  851    68,6 %
plan 2027     local ≥ 40 % prouvé         125  851    14,7 %
plan 2027     local ≥ 40 % déclaré        163  851    19,2 %
plan 2027     local < 40 %                107  851    12,6 %
plan 2027     local, taux inconnu         189  851    22,2 %
plan 2027     à vérifier                   87  851    10,2 %
plan 2027     faisable, avec un écart      88  851    10,3 %
plan 2027     à interroger                 29  851     3,4 %
plan 2027     sans fabricant recensé       28  851     3,3 %
plan 2027     article à préciser           35  851     4,1 %
origine 2027  ensemble local               37  851     4,3 %
origine 2027  local, selon le groupe       37  851     4,3 %
origine 2027  importé                     228  851    26,8 %
origine 2027  origine inconnue            586  851    68,9 %
achats 2026   ensemble local                4  165     2,4 %  68,6 %
achats 2026   local, du registre            4  165     2,4 %
achats 2026   importé                     134  165    81,2 %
achats 2026   origine inconnue             27  165    16,4 %

Contexte, chiffres publiés du secteur, qui n'entrent dans aucun calcul
  2026  85 à 90 % de la demande importés ; secteur local : 903 millions de dirhams de chiffre
        d'affaires, 46 % de valeur ajoutée, 1 378 emplois
        (convention-cadre 2026-2030 sur les dispositifs médicaux, février 2026)
  2024  secteur : 7 milliards de dirhams de chiffre d'affaires, environ 4 000 emplois ; autre
        périmètre, non expliqué
        (annonce au Medical Device Day, février 2025 (lnt.ma))
# A group's own file: values, with how many lines are priced.
$ mahalli local --scope member=GAT | head -22
Vue           Poste                    Lignes  % lignes  % plan  Chiffrées     Valeur HT  % valeur
────────────  ───────────────────────  ──────  ────────  ──────  ─────────  ────────────  ────────
plan 2027     ensemble local              317    70,3 %                  0
plan 2027     local ≥ 40 % prouvé          59    13,1 %                  0
plan 2027     local ≥ 40 % déclaré        100    22,2 %                  0
plan 2027     local < 40 %                 58    12,9 %                  0
plan 2027     local, taux inconnu         100    22,2 %                  0
plan 2027     à vérifier                   46    10,2 %                  0
plan 2027     faisable, avec un écart      49    10,9 %                  0
plan 2027     à interroger                 14     3,1 %                  0
plan 2027     sans fabricant recensé       10     2,2 %                  0
plan 2027     article à préciser           15     3,3 %                  0
origine 2027  ensemble local                0       0 %                  0
origine 2027  importé                     104    23,1 %                  0
origine 2027  origine inconnue            347    76,9 %                  0
achats 2026   ensemble local                4     2,4 %  70,3 %          4     28 344,30     1,8 %
achats 2026   local, du registre            4     2,4 %                  4     28 344,30     1,8 %
achats 2026   importé                     134    81,2 %                134  1 166 733,17    74,1 %
achats 2026   origine inconnue             27    16,4 %                 27    378 600,81    24,1 %

Contexte, chiffres publiés du secteur, qui n'entrent dans aucun calcul
  2026  85 à 90 % de la demande importés ; secteur local : 903 millions de dirhams de chiffre
$ mahalli local --scope member=GSE --family seringue
Vue           Poste                   Lignes  % lignes  Volumétrie  Unité  % volumétrie  Chiffrées
────────────  ──────────────────────  ──────  ────────  ──────────  ─────  ────────────  ─────────
plan 2027     ensemble local              14     100 %     131 200  pièce         100 %         14
plan 2027     local ≥ 40 % prouvé          1     7,1 %       3 000  pièce         2,3 %          1
plan 2027     local ≥ 40 % déclaré         7      50 %      55 000  pièce        41,9 %          7
plan 2027     local < 40 %                 6    42,9 %      73 200  pièce        55,8 %          6
origine 2027  ensemble local               1     7,1 %      12 000  pièce         9,1 %          1
origine 2027  local, selon le groupe       1     7,1 %      12 000  pièce         9,1 %          1
origine 2027  importé                      6    42,9 %      73 400  pièce        55,9 %          6
origine 2027  origine inconnue             7      50 %      45 800  pièce        34,9 %          7
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
# Two groups: no exact volume, nor a share of one that would tell it.
$ mahalli local --family seringue
Vue           Poste                   Lignes  Sur  % lignes  % plan  Volumétrie  Unité
────────────  ──────────────────────  ──────  ───  ────────  ──────  ──────────  ─────
plan 2027     ensemble local              22   33    66,7 %           ~ 200 000  pièce
plan 2027     local ≥ 40 % prouvé          1   33       3 %             ~ 2 000  pièce
plan 2027     local ≥ 40 % déclaré        10   33    30,3 %           ~ 100 000  pièce
plan 2027     local < 40 %                 9   33    27,3 %           ~ 100 000  pièce
plan 2027     local, taux inconnu          2   33     6,1 %            ~ 50 000  pièce
plan 2027     à vérifier                  10   33    30,3 %            ~ 20 000  pièce
plan 2027     article à préciser           1   33       3 %               ~ 500  pièce
origine 2027  ensemble local               1   33       3 %            ~ 10 000  pièce
origine 2027  local, selon le groupe       1   33       3 %            ~ 10 000  pièce
origine 2027  importé                      8   33    24,2 %           ~ 100 000  pièce
origine 2027  origine inconnue            24   33    72,7 %           ~ 200 000  pièce
achats 2026   ensemble local               4   11    36,4 %  66,7 %    ~ 20 000  pièce
achats 2026   local, du registre           4   11    36,4 %            ~ 20 000  pièce
achats 2026   importé                      2   11    18,2 %            ~ 50 000  pièce
achats 2026   origine inconnue             5   11    45,5 %            ~ 10 000  pièce
$ mahalli local --families | head -6
Vue           Famille                      Lignes  Sur  % lignes  % plan  Volumétrie  Unité
────────────  ───────────────────────────  ──────  ───  ────────  ──────  ──────────  ─────
plan 2027                                     584  851    68,6 %
origine 2027                                   37  851     4,3 %
achats 2026                                     4  165     2,4 %  68,6 %
plan 2027     lame_bistouri                    16   20      80 %            ~ 10 000  pièce
$ mahalli local --format csv | head -3
vue;annee;famille;famille_nom;poste;nature;lignes;sur;part_lignes;part_plan;volumetrie;volumetrie_texte;unite;part_volumetrie;lignes_comptees;lignes_chiffrees;part_chiffree;valeur_ht;part_valeur;source
plan;2027;;;ensemble local;local;584;851;68.6;;;;;;;;;;;
plan;2027;;;local ≥ 40 % prouvé;local;125;851;14.7;;;;;;;;;;;
$ mahalli local --scope member=GAT --format csv | grep '^achats;2026;seringue'
achats;2026;seringue;Seringue hypodermique;ensemble local;local;4;11;36.4;42.1;32100;32 100;pièce;38.5;4;4;100;28344.30;38.3;
achats;2026;seringue;Seringue hypodermique;local, du registre;local;4;11;36.4;;32100;32 100;pièce;38.5;4;4;100;28344.30;38.3;
achats;2026;seringue;Seringue hypodermique;importé;importé;2;11;18.2;;40700;40 700;pièce;48.8;2;2;100;38402.44;51.9;
achats;2026;seringue;Seringue hypodermique;origine inconnue;inconnue;5;11;45.5;;10550;10 550;pièce;12.7;5;5;100;7209.87;9.7;
achats;2026;seringue_insuline;Seringue à insuline;ensemble local;local;0;2;0;100;;;pièce;;0;0;;;;
achats;2026;seringue_insuline;Seringue à insuline;importé;importé;2;2;100;;6300;6 300;pièce;100;2;2;100;3744.72;100;
achats;2026;seringue_gavage;Seringue de nutrition entérale (gavage);ensemble local;local;0;4;0;66.7;;;pièce;;0;0;;;;
achats;2026;seringue_gavage;Seringue de nutrition entérale (gavage);importé;importé;4;4;100;;475;475;pièce;100;4;4;100;2264.04;100;
# Another threshold splits the local lines otherwise; there are as many.
$ mahalli set campagnes 2027 seuil_local=60 > /dev/null; mahalli local | head -7
Vue           Poste                    Lignes  Sur  % lignes  % plan
────────────  ───────────────────────  ──────  ───  ────────  ──────
plan 2027     ensemble local              584  851    68,6 %
plan 2027     local ≥ 60 % prouvé          82  851     9,6 %
plan 2027     local ≥ 60 % déclaré        126  851    14,8 %
plan 2027     local < 60 %                187  851      22 %
plan 2027     local, taux inconnu         189  851    22,2 %
$ mahalli set campagnes 2027 seuil_local=140
mahalli : seuil_local : taux « 140 » : un pourcentage de 0 à 100 est attendu
[3]
$ mahalli local --family chaise
Aucune ligne de cette famille dans ce périmètre.
$ mahalli local --scope gaps
mahalli : portée « gaps » : attendu member=CODE ou plan
Aide : mahalli help local
[2]
$ mahalli local --scope member=XXX
mahalli : groupe « XXX » inconnu : voyez mahalli list membres
[4]
# A proof is one of four words.
$ printf 'fabricant;reference;designation;taux_integration;preuve\nD-INJ;Z1;SERINGUE 5 ML;55;Visite d’atelier\nD-INJ;Z2;SERINGUE 5 ML;55;on dit\n' > p.csv; mahalli import produits p.csv
p.csv : 2 lignes lues · 1 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule ; opération 11
p.csv:3: preuve « on dit » : n'est pas une valeur de « Preuve » : déclaré, audité, label, certificat
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli list produits --where reference=Z1 --format csv | tail -1 | cut -d';' -f20-21
55;audité
# A distributor is never local, whatever it writes; a maker of the registry is, unless the country says otherwise.
$ printf 'membre;reference;designation;date;quantite;unite;fabricant;pays\nGAT;L1;BANDE CREPE 10 CM;2025-03-01;5;pièce;D-INJ;\nGAT;L2;BANDE CREPE 10 CM;2025-03-01;5;pièce;D-INJ;Chine\nGAT;L3;BANDE CREPE 10 CM;2025-03-01;5;pièce;D-DIS;Maroc\nGAT;L4;BANDE CREPE 10 CM;2025-03-01;5;pièce;Inconnu SARL;Maroc\nGAT;L5;BANDE CREPE 10 CM;2025-03-01;5;pièce;;Atlantide\n' > l.csv; mahalli import achats l.csv -q; mahalli match > /dev/null; mahalli local --format csv | grep '^achats;2025;;'
achats;2025;;;ensemble local;local;2;5;40;68.6;;;;;;;;;;
achats;2025;;;local, du registre;local;1;5;20;;;;;;;;;;;
achats;2025;;;local, non recensé;local;1;5;20;;;;;;;;;;;
achats;2025;;;importé;importé;1;5;20;;;;;;;;;;;
achats;2025;;;origine inconnue;inconnue;2;5;40;;;;;;;;;;;
