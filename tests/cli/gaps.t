# The dossier for industry on the command line: volume as it may be told, what each nearest product lacks, by kind.
$ sh data/base.sh
$ mahalli gaps
                                     Spécifications                            Il manque au plus
État          Famille                demandées              Volumétrie  Unité  proche
────────────  ─────────────────────  ─────────────────────  ──────────  ─────  ─────────────────────
Faisable      Seringue hypodermique  volume 20 mL ; embou…     ~ 5 000  pièce  caractéristique, enr…
À interroger  Lit d'hospitalisation  nombre de manivelles…         ~ 5  pièce
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli gaps --format csv
etat;famille;specifications;volumetrie;volumetrie_texte;unite;groupes;origine;plus_proches;manques;a_interroger;code_sh;recherche_le;t1;t2;t3;t4;code_emdn
Faisable;Seringue hypodermique;"volume = 20 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui";;~ 5 000;pièce;1;inconnue;"IN-10 (Injecta) : volume 10 mL au lieu de 20 mL ; enregistrement : non vérifié ; aucun certificat au registre ; capacité non déclarée; IN-05 (Injecta) : volume 5 mL au lieu de 20 mL ; enregistrement : non vérifié";caractéristique, enregistrement, certificat, capacité;Injecta;901831;2026-11-21;;;;;A020102
À interroger;Lit d'hospitalisation;manivelles = 2;;~ 5;pièce;1;inconnue;;;Mobilier Atlas;940290;2026-11-21;;;;;V0806
# Of one group: its own volumes, exact.
$ mahalli faisable --scope member=GAT
                                     Spécifications                            Il manque au plus
État          Famille                demandées              Volumétrie  Unité  proche
────────────  ─────────────────────  ─────────────────────  ──────────  ─────  ─────────────────────
Faisable      Seringue hypodermique  volume 20 mL ; embou…       4 000  pièce  caractéristique, enr…
À interroger  Lit d'hospitalisation  nombre de manivelles…           4  pièce
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli gaps --scope questions=GAT
mahalli : portée « questions=GAT » : attendu member=CODE, plan ou gaps
Aide : mahalli help gaps
[2]
$ mahalli gaps --scope member=XX
mahalli : groupe « XX » inconnu : voyez mahalli list membres
[4]
$ mahalli gaps trop
mahalli : « trop » est de trop : mahalli gaps [--scope PORTÉE]
Aide : mahalli help gaps
[2]
# A capacity that is enough, a certificate and a registration that was seen are nothing that lacks.
$ mahalli set produits D-INJ/IN-10 capacite_annuelle=100
Changement : produit D-INJ/IN-10 (mahalli undo revient en arrière)
$ mahalli gaps --format json
[
 {"etat": "Faisable", "famille": "Seringue hypodermique", "specifications": "volume = 20 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui", "volumetrie": null, "volumetrie_texte": "~ 5 000", "unite": "pièce", "groupes": 1, "origine": "inconnue", "plus_proches": "IN-10 (Injecta) : volume 10 mL au lieu de 20 mL ; enregistrement : non vérifié ; aucun certificat au registre ; capacité : 100 pour ~ 5 000\nIN-05 (Injecta) : volume 5 mL au lieu de 20 mL ; enregistrement : non vérifié", "manques": "caractéristique, enregistrement, certificat, capacité", "a_interroger": "Injecta", "code_sh": "901831", "recherche_le": "2026-11-21", "t1": null, "t2": null, "t3": null, "t4": null, "code_emdn": "A020102"},
 {"etat": "À interroger", "famille": "Lit d'hospitalisation", "specifications": "manivelles = 2", "volumetrie": null, "volumetrie_texte": "~ 5", "unite": "pièce", "groupes": 1, "origine": "inconnue", "plus_proches": null, "manques": null, "a_interroger": "Mobilier Atlas", "code_sh": "940290", "recherche_le": "2026-11-21", "t1": null, "t2": null, "t3": null, "t4": null, "code_emdn": "V0806"}
]
