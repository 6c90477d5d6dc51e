# The coordinator's desk: what groups were asked and sent, what makers were asked and answered.
$ sh data/base.sh
$ mahalli suivi
Groupe  Nom           Lignes  Articles  Avis
──────  ────────────  ──────  ────────  ────
GAT     Groupe Atlas       6         5     0
GRI     Groupe Rif         0         0     0
$ mahalli follow GAT demande_le=01/11/2026 attendu_le=15/11/2026
Noté, groupes : 1
$ mahalli follow --format csv
membre;nom;etat;demande_le;attendu_le;relance_le;recu_le;retard_jours;lignes;rejets;articles;precises;avis;valide_le;valide_par;observations
GAT;Groupe Atlas;;2026-11-01;2026-11-15;;;6;6;;5;;0;;;
GRI;Groupe Rif;;;;;;;0;;0;;0;;;
# A part that was asked for is noted as it comes in, with its rejects; twice changes nothing.
$ printf 'membre;etablissement;reference;designation;quantite;unite\nGAT;AT-CAS;N1;SERINGUE 5 ML;10;U\nGAT;AT-CAS;N2;SERINGUE 10 ML;abc;U\n' > g.csv
$ mahalli import besoins g.csv -q --reject r.csv
g.csv:3: quantite « abc » : n'est pas un nombre : écrivez par exemple 1200
[1]
$ mahalli list retours --format csv
annee;membre;etat;demande_le;attendu_le;relance_le;recu_le;rejets;valide_le;valide_par;observations
2027;GAT;transmis;2026-11-01;2026-11-15;;2026-11-21;1;;;
$ mahalli import besoins g.csv -q
g.csv:3: quantite « abc » : n'est pas un nombre : écrivez par exemple 1200
[1]
$ mahalli history --limit 1 --format csv | cut -d';' -f4
commande
import besoins g.csv
$ mahalli follow GAT etat=accepté valide_le=22/11/2026 valide_par="Dr Essai"
Noté, groupes : 1
$ mahalli follow
Groupe  Nom           État     Demandé le  Attendu le  Reçu le     Lignes  Rejets  Articles  Avis
──────  ────────────  ───────  ──────────  ──────────  ──────────  ──────  ──────  ────────  ────
GAT     Groupe Atlas  accepté  01/11/2026  15/11/2026  21/11/2026       7       1         6     0
GRI     Groupe Rif                                                      0                 0     0
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli undo
Annulée : opération 10, suivi retours : GAT
$ mahalli follow GAT QUI recu_le=22/11/2026
mahalli : groupe « QUI » inconnu : voyez mahalli list groupes
[4]
$ mahalli follow GAT recu_le=32/11/2026
mahalli : recu_le : la date « 32/11/2026 » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj
[3]
$ mahalli follow GAT recu_le=01/10/2026
mahalli : recu_le : reçu le 01/10/2026, avant d'être demandé le 01/11/2026
[3]
$ mahalli follow GAT
mahalli : attendu des codes puis colonne=valeur, par exemple : GAT recu_le=2026-12-01
Aide : mahalli help follow
[2]
$ mahalli requests
Aucun fabricant n'a été interrogé : mahalli export DEMANDE.xlsx --scope maker=CODE --send, ou mahalli requests CODE...
envoyee_le=DATE attendue_le=DATE. Qui interroger d'abord : mahalli requests --to-ask
$ mahalli requests D-INJ D-GAZ envoyee_le=01/11/2026 attendue_le=20/11/2026
Noté, fabricants : 2
$ mahalli requests D-GAZ repondue_le=18/11/2026
Noté, fabricants : 1
$ mahalli demandes
Fabricant  Raison sociale  Envoyée le  Attendue le  Répondue le  Retard (jours)  Produits
─────────  ──────────────  ──────────  ───────────  ───────────  ──────────────  ────────
D-GAZ      Gazes du Sud    01/11/2026  20/11/2026   18/11/2026                          1
D-INJ      Injecta         01/11/2026  20/11/2026                             1         2
