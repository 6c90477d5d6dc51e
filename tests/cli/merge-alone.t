# A group that started alone, before it knew its code; a copy that goes its own way.
$ export MAHALLI_NOW=2026-11-21T10:00:00; for g in seul:11 coord:13; do MAHALLI_ORIGIN=${g#*:} mahalli -f ${g%:*}.db init --year 2027 -q; done
$ mahalli -f coord.db import groupes data/groupes.csv -q; mahalli -f coord.db import sites data/sites.csv -q; mahalli -f coord.db import fabricants data/fabricants.csv -q; mahalli -f coord.db import produits data/produits.csv -q
$ printf 'reference;designation;quantite;unite\nA1;SERINGUE 5 ML LUER STERILE;300;B/100\nA2;GANT EXAMEN NITRILE M;20;B/100\n' > b.csv; mahalli -f seul.db import besoins b.csv -q
$ mahalli -f seul.db share seul.part
Part de MOI : seul.part (1 opération, 5 changements), sans prix ni fournisseur.
Le coordinateur la réunit aux autres par : mahalli merge FICHIER
$ mahalli -f coord.db merge seul.part
mahalli : seul.part : cette part est d'un groupe qui n'a pas dit son code (MOI) : dites de qui elle est (--as CODE)
[4]
$ mahalli -f coord.db merge seul.part --as QUI
mahalli : seul.part : groupe « QUI » inconnu : voyez mahalli list groupes
[4]
$ mahalli -f coord.db merge seul.part --as GRI
Part de GRI : 1 opération reçue · 5 lignes créées · 0 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
$ mahalli -f coord.db list articles --format csv
membre;reference;designation;specifications;unite;conditionnement;code_emdn;famille;perimetre
GRI;A1;SERINGUE 5 ML LUER STERILE;;B/100;;;;
GRI;A2;GANT EXAMEN NITRILE M;;B/100;;;;
# Said once: the next part is known. Said otherwise: refused.
$ mahalli -f seul.db set articles A2 designation="GANT EXAMEN NITRILE L" -q; mahalli -f seul.db share seul.part -q; mahalli -f coord.db merge seul.part --as GAT
mahalli : seul.part : les parts de ce plan sont celles du groupe « GRI », comme dit la première fois
[5]
$ mahalli -f coord.db merge seul.part
Part de GRI : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
# The coordinator's base gives the group its name, the registry and the words; what the group knew stays.
$ mahalli -f coord.db add synonymes terme=gantelet famille=gant_examen -q; mahalli -f coord.db share gri.base --base --member GRI
Base pour GRI : gri.base (6 opérations, 12 changements), sans prix ni fournisseur.
Le groupe la reçoit dans son plan par : mahalli merge FICHIER
# It does not say from whom the coordinator has what.
$ grep -c 'part re\|import\|GAT' gri.base; mahalli -f seul.db merge gri.base
0
Base pour GRI : 6 opérations reçues · 10 lignes créées · 2 changées · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
$ mahalli -f seul.db list groupes --format csv; mahalli -f seul.db list fabricants --format csv | cut -d';' -f1,2; mahalli -f seul.db list synonymes --where origine=propre --format csv
code;nom;ice;ville;debut;fin
GRI;Groupe Rif;;Tanger;;
code;raison_sociale
D-GAZ;Gazes du Sud
D-IMP;Importe Tout
D-INJ;Injecta
D-LIT;Mobilier Atlas
terme;famille;attribut;valeur;langue;etat;origine
gantelet;gant_examen;;;;;propre
$ mahalli -f seul.db merge gri.base
Base pour GRI : déjà reçue, rien ne change.
$ mahalli -f seul.db share seul.part; mahalli -f coord.db merge seul.part; mahalli -f coord.db merge --conflicts
Part de GRI : seul.part (3 opérations, 8 changements), sans prix ni fournisseur.
Le coordinateur la réunit aux autres par : mahalli merge FICHIER
Part de GRI : 1 opération reçue · 0 ligne créée · 0 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
Aucun conflit : tous disent la même chose.
$ mahalli -f coord.db share gat.base --base --member GAT -q; mahalli -f seul.db merge gat.base
mahalli : gat.base : cette base est pour le groupe « GAT », que ce plan n'a pas : demandez la vôtre au coordinateur
[3]
# A second post: a copy with an origin of its own; what both do unites.
$ mahalli -f seul.db backup poste2.db --own-origin
Copie du plan : poste2.db
$ mahalli -f poste2.db set articles A1 designation="SERINGUE 5 ML LUER LOCK STERILE" -q; mahalli -f poste2.db share poste2.part -q
$ mahalli -f seul.db set articles A2 designation="GANT EXAMEN NITRILE XL" -q; mahalli -f seul.db share seul.part -q
$ mahalli -f coord.db merge poste2.part seul.part
Part de GRI : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Part de GRI : 1 opération reçue · 0 ligne créée · 1 changée · 0 retirée
Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.
$ mahalli -f coord.db list articles --format csv | cut -d';' -f1-3
membre;reference;designation
GRI;A1;SERINGUE 5 ML LUER LOCK STERILE
GRI;A2;GANT EXAMEN NITRILE XL
$ for f in coord seul poste2; do mahalli -f $f.db verify; done
Plan intact : le fichier et les deux chaînes du journal sont justes.
Plan intact : le fichier et les deux chaînes du journal sont justes.
Plan intact : le fichier et les deux chaînes du journal sont justes.
