#!/bin/sh
# The lines of the screen Besoins: two groups, three sites; labels that any version of the reader reads the same.
set -e
mahalli add groupes code=HA nom=Atlas
mahalli add groupes code=HB nom=Rif
mahalli add sites membre=HA code=NORD nom='Hôpital Nord'
mahalli add sites membre=HA code=SUD nom='Hôpital Sud'
mahalli add sites membre=HB code=PORT nom='Clinique du Port'
mahalli import besoins data/grid-needs.csv
mahalli match
