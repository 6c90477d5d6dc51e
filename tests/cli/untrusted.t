# What a file holds never reaches the terminal as an escape sequence, nor a sheet as a formula; the stored value stays as given.
$ mahalli init -q
$ mahalli import besoins data/hostile.csv | tr '\033' '!'
data/hostile.csv : 1 ligne lue · 1 créée
  lu en UTF-8, séparateur point-virgule ; opération 2
$ mahalli list besoins | tr '\033' '!'
Groupe  Établissement  Référence  Occurrence  Désignation                Volumétrie  Observations
──────  ─────────────  ─────────  ──────────  ─────────────────────────  ──────────  ───────────────
MOI     MOI            H1                  1  =HYPERLINK("x") ␛[31mrou…           5  ligne 1⏎ligne 2
1 ligne
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli list besoins --format csv | cut -d';' -f7 | tr '\033' '!'
designation
"'=HYPERLINK(""x"")  [31mrouge"
$ mahalli list besoins --format json | cut -c 1-230
[
 {"membre": "MOI", "etablissement": "MOI", "reference": "H1", "occurrence": 1, "code_emdn": null, "famille": null, "designation": "=HYPERLINK(\"x\") \u001b[31mrouge", "specifications": null, "quantite": 5, "unite": null, "conditio
]
$ mahalli show besoins H1@MOI | tr '\033' '!'
Groupe         MOI
Établissement  MOI
Référence      H1
Occurrence     1
Désignation    =HYPERLINK("x") ␛[31mrouge
Volumétrie     5
Observations   ligne 1⏎ligne 2

Calcul : 5 : ni unité ni conditionnement
$ mahalli match --format csv | tr '\033' '!' | head -3
need;rank;maker;product;verdict;score;reason;member
H1;0;;;unread;0;aucune famille reconnue dans ce libellé;MOI
$ mahalli list "$(printf 'x\033[31m')" | tr '\033' '!'
mahalli : « x␛[31m » n'est pas une liste : attendu familles, caracteristiques, synonymes, groupes, etablissements, campagnes, fabricants, produits, certificats, articles, besoins, avis, explications, fiches, retours, demandes, reponses, attributions, achats, essais, echantillons, regroupements, versions, lignes_figees, fiches_figees, produits_figes, concordances_figees, specifications_figees, anomalies_figees, feuilles_figees, recues, conflits
Aide : mahalli help list
$ mahalli check --rule "$(printf 'x\033[31m')" | tr '\033' '!'
Aucune anomalie de la règle x␛[31m ; d'autres en ont : conditionnement-inconnu, famille-non-lue.
$ mahalli template "$(printf 'x\033')" a.csv | tr '\033' '!'
mahalli : on n'importe pas « x␛ » : attendu familles, caracteristiques, synonymes, groupes, etablissements, fabricants, produits, certificats, besoins, avis, fiches, questions, reponses, attributions, achats, essais, echantillons
Aide : mahalli help template
# Nor does what a rule tells of it.
$ printf 'reference;designation;quantite;unite\nH2;SERINGUE 5 ML;5;LOT\033]x\n' > unite.csv; mahalli -f u.db init -q; mahalli -f u.db import besoins unite.csv -q
$ mahalli -f u.db check --rule conditionnement-inconnu | tr '\033' '!'
avertissement : Unité ou conditionnement inconnu : volume non compté : « LOT␛]x » ; dire combien d'unités contient le conditionnement
  Groupe  Référence  Désignation    Lignes
  ──────  ─────────  ─────────────  ──────
  MOI     H2         SERINGUE 5 ML       1
