# Words that only this plan uses are proposed, never learnt in silence.
$ mahalli init --year 2027 --quiet
$ printf 'reference;designation;quantite;unite\n1;SONDE FOLEY CH18 ZIRFLEX;10;pièce\n2;SONDE FOLEY CH16 ZIRFLEX;10;pièce\n3;SONDE FOLEY CH14 ZIRFLEX;10;pièce\n4;ZIRFLEX CH12;5;pièce\n' > b.csv; mahalli import besoins b.csv --quiet
$ mahalli list synonymes --proposed
Terme    Famille      Articles  Exemple                   Pourquoi
───────  ───────────  ────────  ────────────────────────  ──────────────────────────────────────────
zirflex  sonde_foley         3  SONDE FOLEY CH18 ZIRFLEX  mot de ce plan, propre à une famille : ma…
Accepter : mahalli add synonymes terme=… famille=…   Refuser : la même commande avec etat=refusé
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli match --format csv --top 1 | cut -d';' -f1-5
need;rank;maker;product;verdict
1;0;;;none
2;0;;;none
3;0;;;none
4;0;;;unread
# Accepted: the word names the family; it is not proposed again.
$ mahalli add synonymes terme=zirflex famille=sonde_foley
Ajout : synonyme zirflex (mahalli undo revient en arrière)
$ mahalli list synonymes --proposed
Aucun mot à proposer.
$ mahalli match --article 4 --top 1 | head -3
Article MOI/4
  Désignation   ZIRFLEX CH12
  Famille       Sonde vésicale à ballonnet (Foley)
$ mahalli undo
Annulée : opération 3, ajout synonyme
# Refused: kept, so that it is not proposed again, and without effect.
$ mahalli add synonymes terme=zirflex famille=sonde_foley etat=refusé
Ajout : synonyme zirflex (mahalli undo revient en arrière)
$ mahalli list synonymes --proposed
Aucun mot à proposer.
$ mahalli match --article 4 --top 1 | head -3
Article MOI/4
  Désignation   ZIRFLEX CH12
  Famille       non lue
# An own word that contradicts the lexicon is said.
$ mahalli add synonymes terme=seringue famille=sonde_foley
Ajout : synonyme seringue (mahalli undo revient en arrière)
$ mahalli check | grep -i "deux familles"
avertissement       1  Mot propre au plan qui désigne deux familles : « serin…  mot-de-deux-familles
$ mahalli list articles --proposed
mahalli : --proposed ne va qu'avec les synonymes et les fiches
Aide : mahalli help list
[2]
