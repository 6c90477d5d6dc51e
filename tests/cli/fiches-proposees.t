# What a group's own articles usually ask is proposed as a fiche: shares said, nothing adopted by itself, one command to adopt.
$ mahalli init --year 2027 --quiet
$ printf 'code;nom\nAAA;Groupe A\nBBB;Groupe B\n' > m.csv; mahalli import membres m.csv --quiet
$ printf 'membre;reference;designation;quantite;unite\nAAA;1;SONDE FOLEY LATEX CH18 2 VOIES;100;pièce\nAAA;2;SONDE FOLEY LATEX CH16 2 VOIES;300;pièce\nAAA;3;SONDE FOLEY LATEX CH14;100;pièce\nAAA;4;SONDE FOLEY CH12;500;pièce\nAAA;5;SERINGUE 5 ML LUER;10;pièce\nAAA;6;SERINGUE 10 ML LUER;10;pièce\nBBB;7;SONDE FOLEY SILICONE CH12;500;pièce\n' > a.csv; mahalli import besoins a.csv --quiet
$ mahalli list fiches --proposed
Groupe  Famille      Articles  Caractéristique  Valeur usuelle  % lignes  % volume
──────  ───────────  ────────  ───────────────  ──────────────  ────────  ────────
AAA     sonde_foley         4  matière          latex                 75        50
Part des articles, et de leur volume, qui le disent. Rien n'est adopté sans vous :
  mahalli list fiches --proposed --format csv > fiches.csv   (relisez, gardez les lignes voulues)
  mahalli import fiches fiches.csv
$ mahalli list fiches
0 ligne
$ mahalli list fiches --proposed --where famille=seringue
Aucune fiche à proposer.
$ mahalli list fiches --proposed --where famille=sonde_folay
mahalli : famille « sonde_folay » inconnue : vouliez-vous dire « sonde_foley » ?
[4]
$ mahalli list fiches --proposed --format csv | tee fiches.csv
membre;famille;specifications;etat;base
AAA;sonde_foley;materiau = latex;adoptée;usage de 4 articles
$ mahalli import fiches fiches.csv
fiches.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 4
$ mahalli list fiches --proposed
Aucune fiche à proposer.
$ mahalli match --article 4
Article AAA/4
  Désignation   SONDE FOLEY CH12
  Famille       Sonde vésicale à ballonnet (Foley)
  Lu            calibre 12 Ch ; avec ballonnet ; matière latex ; stérile
  État          Sans fabricant recensé

  Aucun produit recensé de cette famille, aucun fabricant de cette gamme.
# More articles, another usage: a new version is proposed, with what the fiche says already.
$ printf 'membre;reference;designation;quantite;unite\nAAA;1;SONDE FOLEY LATEX CH18 2 VOIES LONGUEUR 40 CM;100;pièce\nAAA;2;SONDE FOLEY LATEX CH16 2 VOIES LONGUEUR 40 CM;300;pièce\nAAA;3;SONDE FOLEY LATEX CH14 LONGUEUR 40 CM;100;pièce\n' > b.csv; mahalli import besoins b.csv --quiet
$ mahalli list fiches --proposed --format csv
membre;famille;specifications;etat;base
AAA;sonde_foley;"materiau = latex; longueur = 40 cm";adoptée;fiche v1 et usage de 4 articles
