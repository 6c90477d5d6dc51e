# Alone, without a plan: the first three commands; with one: the plan at a glance.
$ mahalli
Mahalli : le plan annuel d'achat local des groupes hospitaliers.

Aucun plan ici (plan.db). Pour commencer :

  mahalli init                          crée le plan de l'année prochaine
  mahalli import besoins FICHIER.csv    y met les besoins du groupe, tels
                                        qu'Excel les enregistre
  mahalli match                         les rapproche des produits fabriqués au
                                        Maroc

Toutes les commandes : mahalli help
$ mahalli init
Plan d'achat local 2027 créé : plan.db
Ensuite : mahalli import besoins FICHIER.csv
          mahalli template besoins FICHIER.csv donne un fichier vide à remplir
$ mahalli
Plan d'achat local 2027, campagne ouverte (plan.db)
  0 groupe · 0 établissement · 0 article · 0 besoin
  0 fabricant · 0 produit · 0 certificat

Pas encore de besoins : mahalli import besoins FICHIER.csv
$ mahalli -f ailleurs.db
Mahalli : le plan annuel d'achat local des groupes hospitaliers.

Aucun plan ici (ailleurs.db). Pour commencer :

  mahalli -f ailleurs.db init                          crée le plan de l'année prochaine
  mahalli -f ailleurs.db import besoins FICHIER.csv    y met les besoins du groupe, tels qu'Excel
                                                       les enregistre
  mahalli -f ailleurs.db match                         les rapproche des produits fabriqués au Maroc

Toutes les commandes : mahalli help
$ MAHALLI_FILE=autre.db mahalli
Mahalli : le plan annuel d'achat local des groupes hospitaliers.

Aucun plan ici (autre.db). Pour commencer :

  mahalli init                          crée le plan de l'année prochaine
  mahalli import besoins FICHIER.csv    y met les besoins du groupe, tels
                                        qu'Excel les enregistre
  mahalli match                         les rapproche des produits fabriqués au
                                        Maroc

Toutes les commandes : mahalli help
