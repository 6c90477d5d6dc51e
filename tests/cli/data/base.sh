# The small plan that transcripts start from.
mahalli init --year 2027 -q
mahalli import groupes data/groupes.csv -q
mahalli import sites data/sites.csv -q
mahalli import fabricants data/fabricants.csv -q
mahalli import produits data/produits.csv -q
mahalli import certificats data/certificats.csv -q
mahalli import besoins data/besoins.csv --member GAT -q
