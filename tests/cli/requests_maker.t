# The demande d'information: a workbook for one maker, from what the register does not know of its range and products.
$ sh data/base.sh
$ mahalli export d.xlsx --scope maker=D-INJ
d.xlsx : 2 feuilles · 1 ligne · 10 Kio
$ mahalli export d.xlsx --scope maker=D-INJ
mahalli : d.xlsx existe déjà, et c'est peut-être une réponse : rien n'a changé
[3]
# A distributor is not asked; a maker whose products are all concordant neither.
$ mahalli export x.xlsx --scope maker=D-IMP
mahalli : rien à demander à D-IMP : aucun article qui ne soit déjà concordant n'attend quelque chose de sa gamme, de ses produits ou de ses réponses
[3]
$ mahalli export x.xlsx --scope maker=
mahalli : fabricant «  » inconnu : voyez mahalli list fabricants
[4]
$ mahalli export x.xlsx --scope maker
mahalli : portée « maker » : attendu member=CODE, plan, gaps, questions=CODE, return=CODE, bordereau=CODE ou maker=CODE
Aide : mahalli help export
[2]
$ mahalli export x.xlsx --scope maker=QUI
mahalli : fabricant « QUI » inconnu : voyez mahalli list fabricants
[4]
$ mahalli export x.xlsx --scope plan --send
mahalli : --send et --due vont avec une demande d'information : --scope maker=CODE
Aide : mahalli help export
[2]
$ mahalli export x.xlsx --scope maker=D-INJ --with-prices
mahalli : les prix appartiennent à chaque groupe : --with-prices demande --scope member=CODE ou bordereau=CODE
[8]
# Sent: noted, with the day it is expected.
$ mahalli export s.xlsx --scope maker=D-LIT --send
s.xlsx : 2 feuilles · 1 ligne · 10 Kio
Noté : envoyée aujourd'hui, attendue le 21/12/2026
$ mahalli export s2.xlsx --scope maker=D-INJ --send --due 15/12/2026
s2.xlsx : 2 feuilles · 1 ligne · 10 Kio
Noté : envoyée aujourd'hui, attendue le 15/12/2026
$ mahalli export s3.xlsx --scope maker=D-INJ --send --due 2026-13-01
mahalli : --due 2026-13-01 : attendu jj/mm/aaaa ou aaaa-mm-jj
Aide : mahalli help export
[2]
$ mahalli requests
Fabricant  Raison sociale  Envoyée le  Attendue le  Produits
─────────  ──────────────  ──────────  ───────────  ────────
D-INJ      Injecta         21/11/2026  15/12/2026          2
D-LIT      Mobilier Atlas  21/11/2026  21/12/2026          0
# The same plan and day, the same bytes.
$ mahalli export s4.xlsx --scope maker=D-INJ -q && cmp s2.xlsx s4.xlsx
# Who to remind, and who to ask first.
$ MAHALLI_NOW=2026-12-18 mahalli requests --late
Fabricant  Raison sociale  Attendue le  Retard (jours)
─────────  ──────────────  ───────────  ──────────────
D-INJ      Injecta         15/12/2026                3
$ MAHALLI_NOW=2026-12-10 mahalli requests --late
Aucun fabricant n'est en retard.
$ mahalli requests --to-ask
Aucun fabricant à interroger : ce qui peut être demandé l'est, ou rien n'est à demander.
$ mahalli requests D-INJ repondue_le=22/11/2026
Noté, fabricants : 1
$ mahalli demandes --to-ask --format csv
fabricant;raison_sociale;ville;articles;lignes;gamme;proches;a_verifier;volumetrie;envoyee_le;repondue_le;email;telephone
D-INJ;Injecta;Settat;1;1;0;1;0;~ 5 000 pièce;2026-11-21;2026-11-22;;
$ mahalli requests --to-ask --late
mahalli : --late et --to-ask vont seuls
Aide : mahalli help requests
[2]
# What a maker answered is not asked again this year.
$ mahalli add réponses fabricant=D-INJ famille=seringue specifications="volume = 20 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui" reponse=non -q
$ mahalli requests --to-ask
Aucun fabricant à interroger : ce qui peut être demandé l'est, ou rien n'est à demander.
$ mahalli export x.xlsx --scope maker=D-INJ
mahalli : rien à demander à D-INJ : aucun article qui ne soit déjà concordant n'attend quelque chose de sa gamme, de ses produits ou de ses réponses
[3]
$ mahalli requests
Fabricant  Raison sociale  Envoyée le  Attendue le  Répondue le  Réponses  Produits
─────────  ──────────────  ──────────  ───────────  ───────────  ────────  ────────
D-INJ      Injecta         21/11/2026  15/12/2026   22/11/2026          1         2
D-LIT      Mobilier Atlas  21/11/2026  21/12/2026                                 0
