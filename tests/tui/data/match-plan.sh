# The plan of the transcripts of Concordances: the samples' registry, and a list short enough to stay as it is.
for p in groupes:members établissements:sites fabricants:makers produits:products certificats:certificates; do
    mahalli -q import "${p%%:*}" "samples/${p#*:}.csv" || [ $? = 1 ]
done
mahalli -q import besoins data/match-list.csv
mahalli -q match
