$ sh data/base.sh
# A reader who stops, a full disk.
$ mahalli list familles --format csv | head -1
code;nom;nom_en;parent;code_emdn;code_sh;unite_base;dispositif_medical;hors_perimetre;origine
$ (mahalli list synonymes --format csv; echo $? > rc) | true; cat rc
6
$ mahalli list familles > /dev/full
mahalli : impossible d'écrire sur la sortie : il n'y a plus de place
[6]
# Tables are as wide as their place; never a colour outside a terminal.
$ mahalli list familles > f.txt; [ $(wc -L < f.txt) -le 100 ] && echo étroit
étroit
$ mahalli match | tr -dc '\033' | wc -c
0
# The plan of another folder, from the environment.
$ mkdir d; mv plan.db* d/; MAHALLI_FILE=d/plan.db mahalli list groupes --format csv
code;nom;ice;ville;debut;fin
GAT;Groupe Atlas;;Casablanca;;
GRI;Groupe Rif;;Tanger;;
$ mahalli -fd/plan.db --format=csv list groupes
code;nom;ice;ville;debut;fin
GAT;Groupe Atlas;;Casablanca;;
GRI;Groupe Rif;;Tanger;;
$ mahalli list -f d/plan.db -- groupes | tail -1
2 lignes
# Who did it.
$ MAHALLI_USER=Samira mahalli -f d/plan.db add fabricants code=D-U1 raison_sociale=U1 -q
$ mahalli -f d/plan.db -u Karim add fabricants code=D-U2 raison_sociale=U2 -q
$ env -u USER mahalli -f d/plan.db add fabricants code=D-U3 raison_sociale=U3 -q
$ mahalli -f d/plan.db history --limit 4
N°  Date              Auteur   Opération                   Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────────  ─────  ───────  ───────
10  21/11/2026 10:00  inconnu  ajout fabricant                 1        0        0
 9  21/11/2026 10:00  Karim    ajout fabricant                 1        0        0
 8  21/11/2026 10:00  Samira   ajout fabricant                 1        0        0
 7  21/11/2026 10:00  testeur  import besoins besoins.csv     11        0        0
Les 4 dernières ; --limit 0 les donne toutes.
