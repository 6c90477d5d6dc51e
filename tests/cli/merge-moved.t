# A site that changes group has a row in each, dated: the parts of both come in, in any order.
$ printf 'code;nom\nGAT;Atlas\nGRI;Rif\n' > g.csv; printf 'membre;code;nom\nGAT;S1;Un\nGAT;S2;Deux\nGRI;R1;Trois\n' > s.csv
$ printf 'membre;reference;designation;etablissement;quantite;unite\nGAT;A1;SERINGUE 5 ML;S1;3;U\nGAT;A2;GANT M;S2;2;U\n' > b.csv
$ for p in gat:9 gri:10 c:11 d:12; do f=${p%:*}.db; MAHALLI_ORIGIN=${p#*:} mahalli -f $f init --year 2027 -q; mahalli -f $f import groupes g.csv -q; mahalli -f $f import sites s.csv -q; done; mahalli -f gat.db import besoins b.csv -q
$ mahalli -f gat.db set sites S2 membre=GRI
mahalli : un établissement qui change de groupe garde sa ligne, avec sa fin : mahalli set sites CODE fin=DATE ; puis mahalli add sites membre=GROUPE code=CODE nom=NOM debut=DATE dans le nouveau
Aide : mahalli help set
[2]
$ mahalli -f gat.db set sites S2 fin=2027-06-30; mahalli -f gri.db add sites membre=GRI code=S2 nom=Deux debut=2027-07-01
Changement : établissement S2 (mahalli undo revient en arrière)
Ajout : établissement S2 (mahalli undo revient en arrière)
$ mahalli -f gri.db add besoins membre=GRI etablissement=S2 reference=B2 designation="GANT M" quantite=4 unite=U -q; mahalli -f gri.db set besoins B2@S2 quantite=5
Changement : besoin B2@S2 (mahalli undo revient en arrière)
$ mahalli -f gri.db set sites S2 lits=40
mahalli : « S2 » désigne plusieurs lignes de la liste « Établissements »
[4]
$ mahalli -f gri.db set sites GRI/S2 lits=40 -q; mahalli -f gri.db show site GRI/S2
Groupe  GRI
Code    S2
Nom     Deux
Lits    40
Depuis  01/07/2027
$ for p in gat gri; do mahalli -f $p.db share $p.part --member $(echo $p | tr a-z A-Z) -q; done
$ mahalli -f c.db merge gat.part gri.part -q; mahalli -f d.db merge gri.part -q; mahalli -f d.db merge gat.part -q
$ for p in c d; do for k in sites besoins; do mahalli -f $p.db list $k --format csv; done > $p.csv; mahalli -f $p.db verify; done; cmp c.csv d.csv && cat c.csv
Plan intact : le fichier et les deux chaînes du journal sont justes.
Plan intact : le fichier et les deux chaînes du journal sont justes.
membre;code;nom;ville;lits;debut;fin
GAT;S1;Un;;;;
GAT;S2;Deux;;;;2027-06-30
GRI;R1;Trois;;;;
GRI;S2;Deux;;40;2027-07-01;
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
GAT;S1;A1;1;;;SERINGUE 5 ML;;3;U;;;;;;;;;;;;;;;;;3
GAT;S2;A2;1;;;GANT M;;2;U;;;;;;;;;;;;;;;;;2
GRI;S2;B2;1;;;GANT M;;5;U;;;;;;;;;;;;;;;;;5
$ mahalli -f c.db set besoins GAT/A2@S2 quantite=7; mahalli -f c.db set besoins GRI/B2@S2 quantite=8
Changement : besoin GAT/A2@S2 (mahalli undo revient en arrière)
Changement : besoin GRI/B2@S2 (mahalli undo revient en arrière)
# Two plans of one group gave one reference: met by their last names they are one article, with what they say otherwise to settle.
$ printf 'membre;reference;designation;etablissement;quantite;unite\nGAT;X9;GANT L;S2;7;U\n' > x.csv
$ for p in p1:21 p2:22 e:23 f:24 h:25; do f=${p%:*}.db; MAHALLI_ORIGIN=${p#*:} mahalli -f $f init --year 2027 -q; mahalli -f $f import groupes g.csv -q; mahalli -f $f import sites s.csv -q; done
$ mahalli -f p1.db import besoins b.csv -q; mahalli -f p1.db share p1-avant.part --member GAT -q; mahalli -f p1.db set articles A1 reference=X9 -q; mahalli -f p1.db share p1.part --member GAT -q; mahalli -f p2.db import besoins x.csv -q; mahalli -f p2.db share p2.part --member GAT -q
$ mahalli -f e.db merge p1.part -q; mahalli -f e.db merge p2.part -q; mahalli -f f.db merge p2.part p1.part -q; for p in e f; do { mahalli -f $p.db list besoins --format csv; mahalli -f $p.db merge --conflicts --format csv; } > $p.csv; done; cmp e.csv f.csv && cat e.csv
membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;observations;a_confirmer;quantite_base
GAT;S2;A2;1;;;GANT M;;2;U;;;;;;;;;;;;;;;;;2
GAT;S1;X9;1;;;SERINGUE 5 ML;;3;U;;;;;;;;;;;;;;;;;3
GAT;S2;X9;1;;;SERINGUE 5 ML;;7;U;;;;;;;;;;;;;;;;;7
numero;sorte;objet;colonne;notre;leur;avant;auteur;date;etat;choix
1;article;GAT/X9;designation;SERINGUE 5 ML;GANT L;;testeur;2026-11-21;ouvert;
# Received before it was renamed, it would have to be given up for the other: refused, with what to do; nothing is taken.
$ mahalli -f h.db merge p1-avant.part -q; mahalli -f h.db merge p2.part -q; mahalli -f h.db merge p1.part
mahalli : p1.part : article « A1 » y est devenu « X9 », et ce plan a déjà une autre ligne de ce nom : rien n'en a été pris ; si c'est le même, annulez ce qui l'a apporté (mahalli history, mahalli undo N), réunissez cette part puis l'autre ; sinon renommez l'un des deux
[5]
$ mahalli -f h.db list articles --format csv | cut -d';' -f1-3
membre;reference;designation
GAT;A1;SERINGUE 5 ML
GAT;A2;GANT M
GAT;X9;GANT L
$ mahalli -f h.db history | head -5
N°  Date              Auteur   Opération                    Créés  Changés  Retirés
──  ────────────────  ───────  ───────────────────────────  ─────  ───────  ───────
 5  21/11/2026 10:00  testeur  part reçue de GAT                4        0        0
 4  21/11/2026 10:00  testeur  part reçue de GAT                7        0        0
 3  21/11/2026 10:00  testeur  import etablissements s.csv      3        0        0
$ mahalli -f h.db undo -q; mahalli -f h.db merge p1.part p2.part -q; { mahalli -f h.db list besoins --format csv; mahalli -f h.db merge --conflicts --format csv; } > h.csv; cmp e.csv h.csv && mahalli -f h.db verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
# A maker renamed by the coordinator as one that the group had made: the code stays, the conflict is told and settled.
$ printf 'code;raison_sociale\nK1;Un\n' > k1.csv; printf 'code;raison_sociale\nK2;Autre\n' > k2.csv; printf 'code;nom\nGAT;Atlas\n' > gat.csv
$ MAHALLI_ORIGIN=31 mahalli -f k.db init --year 2027 -q; mahalli -f k.db import groupes g.csv -q; mahalli -f k.db import fabricants k1.csv -q; MAHALLI_ORIGIN=32 mahalli -f kg.db init --year 2027 -q; mahalli -f kg.db import groupes gat.csv -q
$ mahalli -f k.db share --base --member GAT k1.base -q; mahalli -f kg.db merge k1.base -q; mahalli -f kg.db import fabricants k2.csv -q; mahalli -f k.db set fabricants K1 code=K2 -q; mahalli -f k.db share --base --member GAT k2.base -q; mahalli -f kg.db merge k2.base
Base pour GAT : 1 opération reçue · 0 ligne créée · 0 changée · 0 retirée
Conflits ouverts : 1 ; voyez mahalli merge --conflicts
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
[1]
$ mahalli -f kg.db list fabricants --format csv | cut -d';' -f1,2; mahalli -f kg.db merge --conflicts --format csv
code;raison_sociale
K1;Un
K2;Autre
numero;sorte;objet;colonne;notre;leur;avant;auteur;date;etat;choix
1;fabricant;K1;code;K1;K2;K1;testeur;2026-11-21;ouvert;
[1]
$ mahalli -f kg.db merge --decide 1 leur
mahalli : fabricant « K1 » : une ligne de même identité existe déjà
[5]
$ mahalli -f kg.db merge --decide 1 nôtre; mahalli -f kg.db merge k2.base; mahalli -f kg.db verify
Réglé : fabricant K1, code : « K1 » (la nôtre)
Base pour GAT : déjà reçue, rien ne change.
Plan intact : le fichier et les deux chaînes du journal sont justes.
