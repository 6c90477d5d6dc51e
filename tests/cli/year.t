# A year's life: the gate, freezing, revising, next year.
$ mahalli init --year 2027 -q
$ mahalli import groupes data/groupes.csv -q
$ mahalli import sites data/sites.csv -q
$ mahalli import besoins data/besoins.csv --member GAT -q
$ mahalli set besoins A1@AT-SET quantite=0
Changement : besoin A1@AT-SET (mahalli undo revient en arrière)
$ mahalli freeze
  volume-nul GAT/A1 : Volume nul ; donner le volume de l'année ou retirer la ligne
mahalli : le plan ne se fige pas : 1 erreur reste ouverte ; corrigez-la, ou expliquez-la par mahalli explain RÈGLE OBJET NOTE (mahalli check la montre)
[8]
$ mahalli explain volume-nul GAT/A1 "service fermé en 2027" -q
$ mahalli freeze
Plan 2027 figé en V1 : 5 articles, 0 fabricant, 0 produit, 0 avis. Ses besoins ne changent plus.
$ mahalli list versions --format csv
code;annee;version;motif;ouverte_le;ouverte_par;figee_le;figee_par;besoins;articles;fabricants;produits;gammes;certificats;expliquees
2027-V1;2027;V1;;;;2026-11-21;testeur;6;5;0;0;0;0;1
$ mahalli list lignes_figees --where version=2027-V1
Version  Groupe  Référence  Désignation                           Unité  Famille              État
───────  ──────  ─────────  ────────────────────────────────────  ─────  ───────────────────  ──────
2027-V1  GAT     A1         SERINGUE HYPODERMIQUE 3 PIECES 5 ML…  B/100  seringue             none
2027-V1  GAT     A2         SERINGUE HYPODERMIQUE 3 PIECES 20 M…  B/50   seringue             none
2027-V1  GAT     A3         LIT D'HOSPITALISATION 2 MANIVELLES    pièce  lit_hospitalisation  none
2027-V1  GAT     A4         DIVERS CONSOMMABLES BLOC              LOT                         unread
2027-V1  GAT     A5         PARACETAMOL 1 G COMPRIME              B/100  medicament           out
5 lignes ; 14 colonnes de plus
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli set besoins A1@AT-SET quantite=5
mahalli : la campagne 2027 est close en V1 : ses besoins ne changent plus ; pour la rouvrir : mahalli revise 2027 --reason MOTIF
[8]
$ mahalli undo
mahalli : un plan figé le reste, et une révision aussi : pour le changer : mahalli revise ANNÉE --reason MOTIF, puis mahalli freeze
[8]
$ mahalli campaign open 2027
mahalli : la campagne 2027 est close en V1 : elle ne change que par une révision : mahalli revise 2027 --reason MOTIF
[8]
$ mahalli revise
mahalli : une révision se motive : --reason MOTIF
Aide : mahalli help revise
[2]
$ mahalli revise --reason "le service rouvre"
V1.1 est ouverte : les besoins se changent à nouveau. Ensuite : mahalli freeze
$ mahalli set besoins A1@AT-SET quantite=5
Changement : besoin A1@AT-SET (mahalli undo revient en arrière)
$ mahalli freeze 2027
Plan 2027 figé en V1.1 : 5 articles, 0 fabricant, 0 produit, 0 avis. Ses besoins ne changent plus.
$ mahalli list campagnes
Année  Nom                      Statut  Version
─────  ───────────────────────  ──────  ───────
 2027  Plan d'achat local 2027  close   V1.1
1 ligne
$ mahalli diff V1 V1.1
                                                                   Spécifications
Changement  Groupe  Référence  Désignation       Famille           lues               Avant   Après
──────────  ──────  ─────────  ────────────────  ────────────────  ─────────────────  ──────  ──────
volume      GAT     A1         SERINGUE HYPODE…  Seringue hypode…  volume 5 mL ; em…  30 000  30 500
1 changement de 2027 V1 à 2027 V1.1
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli diff V1 V1.1 --scope plan --format csv
changement;membre;reference;designation;famille;specifications;avant;apres;unite
$ mahalli diff V1 V2
mahalli : le plan 2027 n'a pas de version figée V2 : voyez mahalli list versions
[4]
$ mahalli alerts
0 alerte sur le plan 2027 V1.1
$ mahalli export v1.xlsx --as V1 --scope plan
v1.xlsx : 11 feuilles · 42 lignes · 35 Kio
attention : aucun fabricant dans le plan ; « sans fabricant recensé » n'y dit rien encore (mahalli import fabricants)
$ mahalli campaign open 2028 --from 2027
Campagne 2028 ouverte : 6 besoins proposés d'après 2027, à confirmer (mahalli confirm).
$ mahalli campaign open 2028 --from 2027
Campagne 2028 ouverte : 0 besoin proposé d'après 2027, à confirmer (mahalli confirm).
  déjà dans la campagne, laissés tels quels : 6
$ mahalli status | tail -12

Anomalies : 0 erreur · 2 avertissements · 6 informations (mahalli check)

À faire
  acheteur      6 besoins proposés à confirmer
                mahalli check --rule a-confirmer
  acheteur      1 article à préciser (libellé)
                mahalli match --state unread
  acheteur      1 besoin sans conditionnement
                mahalli check --rule conditionnement-inconnu
  coordination  3 articles sans fabricant recensé : le plan n'en a aucun
                mahalli import fabricants FICHIER.csv
$ mahalli check --rule a-confirmer | head -5
information : Ligne proposée, à confirmer : campagne 2027 ; la confirmer, corriger le volume ou retirer la ligne
  Groupe  Référence  Désignation                                                      Lignes
  ──────  ─────────  ───────────────────────────────────────────────────────────────  ──────
  GAT     A1         SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE        2
  GAT     A2         SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER SANS AIGUILLE STERILE       1
$ mahalli confirm
mahalli : attendu des lignes ARTICLE@ÉTABLISSEMENT, ou --member, --family, --from, --all
Aide : mahalli help confirm
[2]
$ mahalli confirm A1@AT-SET
1 besoin confirmé.
$ mahalli confirm --all
5 besoins confirmés.
$ mahalli list besoins --where "a_confirmer=campagne 2027"
0 ligne
$ mahalli campaign open 2029 --from 2031
mahalli : ce plan n'a pas de campagne 2031 : mahalli list campagnes
[4]
$ mahalli campaign archive 2028
mahalli : la campagne 2028 est ouverte : figez d'abord son plan (mahalli freeze 2028)
[8]
$ mahalli campaign archive 2027
Campagne 2027 archivée.
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
