# A group's part: what it tells the coordinator, without prices nor suppliers.
$ export MAHALLI_NOW=2026-11-21T10:00:00; MAHALLI_ORIGIN=11 mahalli -f gat.db init --year 2027 -q
$ mahalli -f gat.db share gat.part
mahalli : ce plan n'a pas encore de groupe, ni rien à partager : importez ses besoins d'abord
[4]
$ mahalli -f gat.db import groupes data/groupes.csv -q; mahalli -f gat.db import sites data/sites.csv -q
$ mahalli -f gat.db import fabricants data/fabricants.csv -q; mahalli -f gat.db import produits data/produits.csv -q
$ printf 'reference;designation;quantite;unite;etablissement;prix_unitaire_ht;fournisseur\nA1;SERINGUE 5 ML LUER STERILE;300;B/100;AT-CAS;41,37;MEDIVENTE SARL\nA2;GANT EXAMEN NITRILE M;20;B/100;AT-SET;88,50;MEDIVENTE SARL\n' > medivente.csv
$ mahalli -f gat.db import besoins medivente.csv --member GAT -q
$ mahalli -f gat.db set besoins A1@AT-CAS prix_unitaire_ht=43,21 -q
$ mahalli -f gat.db judge A1 D-INJ/IN-05 conforme --reason "essai de trois semaines" -q
$ mahalli -f gat.db share gat.part
mahalli : ce plan a plusieurs groupes : dites lequel (--member CODE)
Aide : mahalli help share
[2]
$ mahalli -f gat.db share gat.part --member GAT
Part de GAT : gat.part (3 opérations, 7 changements), sans prix ni fournisseur.
Le coordinateur la réunit aux autres par : mahalli merge FICHIER
# Only its owner reads it; the same plan gives the same bytes.
$ stat -c %a gat.part; cp gat.part une.part; mahalli -f gat.db share gat.part --member GAT -q; cmp gat.part une.part
600
# It is text; neither a price nor a supplier, nor the file that may be called after one, nor the other group.
$ sed -n '2,$p' gat.part | sed 's/schema=[0-9:]*/schema=N/; s/^= .*/= EMPREINTE/; s/^E .*/E EMPREINTE/; /^[@+]/s/ [a-z_]*=.*//'
H schema=N;origin=2:11;year=4:2027;member=3:GAT;member_id=11:47244640258;
O origin=2:11;number=1:3;author=7:testeur;at=19:2026-11-21T10:00:00;command=21:import etablissements;size=3:299;
@members 47244640258
+sites 47244640260
+sites 47244640261
= EMPREINTE
O origin=2:11;number=1:6;author=7:testeur;at=19:2026-11-21T10:00:00;command=14:import besoins;size=3:660;
@members 47244640258
@campaigns 47244640257
+articles 47244640271
+articles 47244640273
+needs 47244640272
+needs 47244640274
= EMPREINTE
O origin=2:11;number=1:8;author=7:testeur;at=19:2026-11-21T10:00:00;command=35:avis conforme : GAT/A1, D-INJ/IN-05;size=3:620;
@makers 47244640263
@products 47244640267
+opinions 47244640275
= EMPREINTE
E EMPREINTE
$ grep '^+needs' gat.part
+needs 47244640272 campaign_id=11:47244640257;site_id=11:47244640260;article_id=11:47244640271;occurrence=1:1;quantity=3:300;
+needs 47244640274 campaign_id=11:47244640257;site_id=11:47244640261;article_id=11:47244640273;occurrence=1:1;quantity=2:20;
$ grep -ciE 'medivente|4137|4321|8850|41,37|43,21|88,50|Groupe Rif' gat.part
0
[1]
# The plan notes that it was sent, once.
$ mahalli -f gat.db list retours --format csv
annee;membre;etat;demande_le;attendu_le;relance_le;recu_le;rejets;valide_le;valide_par;observations
2027;GAT;transmis;;;;;;;;
$ mahalli -f gat.db history --limit 2 --format csv | cut -d';' -f1,4
numero;commande
9;part transmise : gat.part
8;avis conforme : GAT/A1, D-INJ/IN-05
# A base: what the coordinator gives a group so that both speak of the same rows; it may be written from a plan that cannot be changed.
$ mahalli -f gat.db share gri.base --base --member GRI
Base pour GRI : gri.base (4 opérations, 10 changements), sans prix ni fournisseur.
Le groupe la reçoit dans son plan par : mahalli merge FICHIER
$ grep -c '^+articles\|^+needs\|^+opinions' gri.base; grep -o '^[+@][a-z]* ' gri.base | sort | uniq -c
0
      4 +makers 
      1 +members 
      4 +products 
      1 +sites 
$ mahalli -f gat.db share gat.part --member QUI
mahalli : groupe « QUI » inconnu : voyez mahalli list groupes
[4]
$ mahalli -f gat.db share absent/gat.part --member GAT
mahalli : impossible d'écrire « absent/gat.part » : ce dossier n'existe pas
[6]
$ mahalli -f gat.db verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
