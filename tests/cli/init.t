$ mahalli init
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli init
mahalli : plan.db existe déjà : rien n'a changé ; -f FICHIER crée le plan ailleurs
[3]
$ mahalli -f 2030.db init --year 2030
Plan d'achat local 2030 créé : 2030.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli -f 2030.db list campagnes --format csv
annee;nom;statut;version;seuil_local
2030;Plan d'achat local 2030;ouverte;;
$ mahalli créer -f autre.db --quiet
$ mahalli -f absent/plan.db init
mahalli : absent/plan.db : ne peut pas être créé (ce dossier n'existe pas)
[6]
# The present year is the clock's: next year by default.
$ MAHALLI_NOW=2031-01-02 mahalli -f n.db init
Plan d'achat local 2032 créé : n.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
# A file that is no plan is refused untouched.
$ printf 'bonjour' > texte.db
$ mahalli -f texte.db status
mahalli : texte.db : ce fichier n'est pas un plan Mahalli
[7]
$ cat texte.db; echo
bonjour
$ mahalli -f texte.db init
mahalli : texte.db existe déjà : rien n'a changé ; -f FICHIER crée le plan ailleurs
[3]
$ mahalli -f absent.db status
mahalli : le plan absent.db n'existe pas : mahalli init le crée, -f en désigne un autre
[6]
