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
mahalli : périmètre « maker » : attendu member=CODE, plan, gaps, questions=CODE, return=CODE, bordereau=CODE ou maker=CODE
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
