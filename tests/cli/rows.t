$ sh data/base.sh
# Rows by hand go through the same checks as imports.
$ mahalli add fabricants code=D-NEW raison_sociale="Nouveau Santé" ville=Settat statut=projet
Ajout : fabricant D-NEW (mahalli undo revient en arrière)
$ mahalli show fabricants D-NEW
Code            D-NEW
Raison sociale  Nouveau Santé
Ville           Settat
Statut          projet
$ mahalli set fabricants D-NEW statut="en production" ville=
Changement : fabricant D-NEW (mahalli undo revient en arrière)
$ mahalli show fabricants D-NEW
Code            D-NEW
Raison sociale  Nouveau Santé
Statut          en production
$ mahalli ajouter produits fabricant=D-NEW reference=N-20 designation="Seringue 20 mL luer 3 pièces sans aiguille stérile" prix_unitaire_ht=0.85
Ajout : produit N-20 (mahalli undo revient en arrière)
$ mahalli changer produits D-NEW/N-20 capacite_annuelle=1000000
Changement : produit D-NEW/N-20 (mahalli undo revient en arrière)
$ mahalli show produits N-20
Fabricant          D-NEW
Référence          N-20
Désignation        Seringue 20 mL luer 3 pièces sans aiguille stérile
Capacité annuelle  1 000 000
Prix unitaire HT   0,85
$ mahalli add besoins membre=GAT etablissement=AT-SET reference=A9 designation="Gant d'examen nitrile taille M" quantite=500 unite=B/100
Ajout : besoin A9 (mahalli undo revient en arrière)
$ mahalli set besoins A9@AT-SET quantite=650
Changement : besoin A9@AT-SET (mahalli undo revient en arrière)
$ mahalli show besoins A9@AT-SET
Groupe              GAT
Établissement       AT-SET
Référence           A9
Occurrence          1
Désignation         Gant d'examen nitrile taille M
Volumétrie          650
Unité               B/100
Volumétrie de base  65 000

Calcul : 650 B/100 = 65 000 unités
$ mahalli retirer besoins A9@AT-SET
Retrait : besoin A9@AT-SET (mahalli undo revient en arrière)
$ mahalli remove produits N-20
Retrait : produit N-20 (mahalli undo revient en arrière)
$ mahalli remove fabricants D-NEW
Retrait : fabricant D-NEW (mahalli undo revient en arrière)
# Refusals.
$ mahalli add fabricants code=D-INJ raison_sociale=Autre
mahalli : cette ligne existe déjà : changez-la par mahalli set
[5]
$ mahalli add fabricants code=D-X
mahalli : raison_sociale : « Raison sociale » est obligatoire et manque
[3]
$ mahalli add fabricants code
mahalli : « code » : attendu colonne=valeur
Aide : mahalli help add
[2]
$ mahalli add fabricants code=D-X raison_sociale=X statut=bof
mahalli : statut : « bof » n'est pas une valeur de « Statut » : en production, prototype, projet, arrêté, inconnu
[3]
$ mahalli add fabricants code=D-X raison_sociale=X couleur=bleu
mahalli : « couleur » n'est pas une colonne des fabricants
Aide : mahalli help add
[2]
$ mahalli add produits fabricant=D-ZZ designation="Seringue 5 ml"
mahalli : fabricant : aucun des fabricants ne porte ce code ou ce nom ; vouliez-vous dire « d-gaz » ? sinon importez d'abord les fabricants
[3]
$ mahalli add chaises code=1
mahalli : « chaises » n'est pas une liste : attendu familles, caracteristiques, synonymes, groupes, etablissements, campagnes, fabricants, produits, certificats, articles, besoins, avis, explications, fiches, retours, demandes, reponses, attributions, achats, essais, echantillons, regroupements, versions, lignes_figees, fiches_figees, produits_figes, concordances_figees, specifications_figees, anomalies_figees, feuilles_figees, recues, conflits
Aide : mahalli help add
[2]
$ mahalli set besoins A1@AT-CAS quantite=-3
mahalli : quantite : valeur négative « -3 » : un nombre positif ou nul est attendu
[3]
$ mahalli set besoins A1@AT-CAS quantite=douze
mahalli : quantite : « douze » n'est pas un nombre : écrivez par exemple 1200
[3]
$ mahalli set familles seringue nom=Autre
mahalli : « seringue » est une donnée de référence : ajoutez une ligne propre au plan (mahalli add)
[8]
$ mahalli remove fabricants D-INJ
mahalli : fabricant « D-INJ » : ne se retire pas : 2 lignes y renvoient (Produits fabriqués)
[3]
$ mahalli remove besoins A1@XX
mahalli : pas de « XX » dans la liste « Établissements »
[4]
