# What is badly typed says what was meant, and changes nothing.
$ mahalli mach
mahalli : commande inconnue « mach » ; vouliez-vous match ?
Aide : mahalli help
[2]
$ mahalli improt besoins x.csv
mahalli : commande inconnue « improt » ; vouliez-vous import ?
Aide : mahalli help
[2]
$ mahalli zzz
mahalli : commande inconnue « zzz »
Aide : mahalli help
[2]
$ mahalli help mach
mahalli : commande inconnue « mach » ; vouliez-vous match ?
Aide : mahalli help
[2]
$ mahalli --formt csv status
mahalli : option inconnue « --formt » ; vouliez-vous --format ?
Aide : mahalli help
[2]
$ mahalli import besoins x.csv --rejet r.csv
mahalli : option inconnue « --rejet » pour import ; vouliez-vous --reject ?
Aide : mahalli help import
[2]
$ mahalli status --reject x
mahalli : option inconnue « --reject » pour status
Aide : mahalli help status
[2]
$ mahalli -x
mahalli : option inconnue « -x »
Aide : mahalli help
[2]
$ mahalli --user
mahalli : l'option --user attend une valeur : --user NOM
Aide : mahalli help
[2]
$ mahalli import
mahalli : il manque quelque chose : mahalli import SORTE FICHIER... [options]
Aide : mahalli help import
[2]
$ mahalli import besoins
mahalli : il manque quelque chose : mahalli import SORTE FICHIER... [options]
Aide : mahalli help import
[2]
$ mahalli status maintenant
mahalli : « maintenant » est de trop : mahalli status
Aide : mahalli help status
[2]
$ mahalli init --year 27
mahalli : année « 27 » : attendu une année en quatre chiffres, par exemple 2027
Aide : mahalli help init
[2]
$ mahalli init --year deux
mahalli : année « deux » : attendu un nombre entier
Aide : mahalli help init
[2]
$ mahalli --lang de status
mahalli : --lang « de » : attendu fr, en ou ar
Aide : mahalli help status
[2]
$ mahalli --format xml status
mahalli : --format « xml » : attendu table, csv ou json
Aide : mahalli help status
[2]
$ mahalli --format csv init
mahalli : init n'imprime pas de lignes : --format csv ne s'y applique pas
Aide : mahalli help init
[2]
$ mahalli -f a.db -f b.db status
mahalli : l'option --file est donnée deux fois
Aide : mahalli help status
[2]
$ mahalli --quiet=oui status
mahalli : l'option --quiet ne prend pas de valeur
Aide : mahalli help
[2]
$ mahalli --member GAT
mahalli : l'option --member va avec une commande
Aide : mahalli help
[2]
$ MAHALLI_NOW=demain mahalli status
mahalli : MAHALLI_NOW « demain » : attendu AAAA-MM-JJ ou AAAA-MM-JJThh:mm:ss
Aide : mahalli help status
[2]
$ MAHALLI_ORIGIN=x mahalli status
mahalli : MAHALLI_ORIGIN « x » : attendu un nombre entier
Aide : mahalli help status
[2]
$ mahalli -f "" status
mahalli : l'option -f attend un nom de fichier
Aide : mahalli help status
[2]
$ ls
data
samples
