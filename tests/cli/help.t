# The help is printed from the tables.
$ mahalli help
mahalli : le plan annuel d'achat local des groupes hospitaliers

Usage : mahalli [options] COMMANDE [arguments]
Sans commande : l'interface du terminal ; ailleurs que dans un terminal, le plan
en un coup d'œil.

Le plan
  init        crée le plan et ouvre la campagne de l'année
  campaign    ouvre, clôt ou archive une année
  confirm     confirme les besoins proposés d'après l'an dernier ou les achats
  freeze      fige le plan de l'année : il est clos et se relit ensuite tel
              qu'il était
  revise      rouvre un plan figé comme nouvelle version (V1.1), avec son motif
  alerts      ce qui est arrivé depuis que le plan est figé : échéances, arrêts,
              nouveaux produits, avis
  diff        ce qui change d'une version, ou d'une année, à l'autre : lignes,
              volumes, états, produits
  status      le plan en un coup d'œil : ce qu'il contient, où il en est, ce qui
              reste à faire
  plan        propose les besoins de la campagne d'après les achats d'une année
  follow      où en est la part de chaque groupe ; note ce qui a été demandé,
              reçu, validé
  requests    les demandes d'information aux fabricants : envoyées, attendues,
              relancées, répondues
  gaps        le dossier pour l'industrie : ce que personne de recensé ne
              fabrique encore ici
  local       la part locale du plan, de l'origine actuelle et des achats de
              chaque année
  tui         l'interface du terminal : saisir, juger, suivre

Fichiers
  import      prend des fichiers Excel (.xlsx) ou CSV dans le plan
  template    écrit un fichier à remplir, Excel (.xlsx) ou CSV, avec les
              en-têtes attendus
  export      écrit le plan dans un classeur Excel

Rapprochement
  match       rapproche les articles des produits fabriqués ici
  judge       inscrit l'avis technique d'un pharmacien sur un produit
  trial       un échantillon à essayer : demandé, reçu, avec un résultat qui
              vaut avis
  consolidate
              réunit ce qu'un même produit peut satisfaire, tous groupes ;
              questions, variantes
  pool        réunit ou garde seuls des articles, à la main
  check       les anomalies du plan ; statut 1 tant qu'une erreur est ouverte
  explain     note pourquoi la ligne est juste ainsi ; l'anomalie n'est plus
              comptée

Parts des groupes
  share       écrit la part d'un groupe, sans prix ni fournisseur, pour le
              coordinateur
  merge       réunit au plan les parts reçues ; montre et règle ce que deux
              plans disent autrement

Consolidation
  cover       ce que les fabricants locaux pourraient couvrir des besoins
              consolidés, et ce qui manque
  scenarios   les scénarios de couverture côte à côte : par ligne, ou par volume
              dans chaque famille
  frontier    dans le plan d'un groupe : ce que coûte un point de part locale de
              plus

Lignes
  list        les lignes d'une sorte
  show        une ligne, tout ce qu'elle dit
  add         ajoute une ligne
  set         change des valeurs d'une ligne
  remove      retire une ligne que rien d'autre ne cite

Journal et sûreté
  history     les opérations, la dernière d'abord ; avec un numéro, ce qu'elle a
              changé
  undo        annule votre dernière opération, ou celle dont on donne le numéro
  redo        rétablit ce que vous venez d'annuler
  verify      vérifie que le fichier et son journal sont intacts
  backup      copie le plan, même pendant qu'on y travaille
  restore     reprend le plan d'une sauvegarde, après l'avoir vérifiée
  recover     lit ce qui peut l'être d'un plan abîmé dans un nouveau plan

Aide
  help        l'aide du programme, ou d'une commande
  completion  ce que bash complète, ou la page de manuel, sur la sortie

Options (avant ou après la commande)
  -f, --file FICHIER      le plan (sinon MAHALLI_FILE, sinon plan.db)
  -u, --user NOM          l'auteur inscrit au journal (sinon MAHALLI_USER, sinon
                          USER)
  --year ANNÉE            la campagne (sinon celle qui est ouverte)
  --lang LANGUE           langue de ce qui se lit, écrans et classeurs : fr, en
                          ou ar
  --format FORMAT         table (pour lire), csv ou json (pour un programme)
  -q, --quiet             ne dit que les erreurs et les lignes demandées
  -h, --help              l'aide du programme ou de la commande
  -V, --version           la version du programme

Statut de sortie
  0 fait · 1 fait, avec des points à regarder · 2 commande mal écrite
  3 données refusées, rien n'a changé · 4 introuvable ou ambigu
  5 occupé ou conflit · 6 lecture ou écriture impossible
  7 plan endommagé, ou plus récent que ce programme · 8 non permis
  130 interrompu, le plan est comme avant

L'aide d'une commande : mahalli help COMMANDE
$ mahalli --version
mahalli 0.1.0
$ mahalli help import
mahalli import : prend des fichiers Excel (.xlsx) ou CSV dans le plan

Usage : mahalli import SORTE FICHIER... [options]
Aussi : mahalli importer

Options
  --member CODE           groupe des lignes qui n'en nomment pas
  --maker CODE            fabricant des produits ou certificats qui n'en nomment
                          pas : son catalogue
  --sheet NOM             feuille du classeur, par son nom ou son numéro
  --reject FICHIER        y écrit les lignes rejetées, en CSV, chacune avec sa
                          raison
  --map EN-TÊTE=colonne   dit ce qu'est une colonne que le programme ne
                          reconnaît pas
  --decimal SIGNE         « , » ou « . » : comment le fichier écrit les
                          décimales
  --dry-run               lit et vérifie tout, n'enregistre rien

Sortes : groupes, établissements, familles, caractéristiques, synonymes,
fabricants, produits, certificats, besoins, achats, avis, échantillons, essais,
fiches, questions, réponses, attributions (ou members, makers, needs…). Les
en-têtes sont reconnus par leur nom, dans n'importe quel ordre. D'un classeur à
plusieurs feuilles est lue celle dont les en-têtes ressemblent à la sorte, ou
celle de --sheet ; les lignes et colonnes masquées sont lues, et signalées. Les
lignes justes entrent, les autres sortent avec leur raison ; importer deux fois
n'ajoute rien. Un fichier est une opération, que mahalli undo annule.

  mahalli import besoins besoins-2027.csv --member GAT --reject a-corriger.csv

Options générales : mahalli help
$ mahalli match --help
mahalli match : rapproche les articles des produits fabriqués ici

Usage : mahalli match [--article ARTICLE] [--top N] [--state ÉTAT] [--who QUI]
Aussi : mahalli rapprocher

Options
  --article ARTICLE       un article, ses candidats, spécification par
                          spécification
  --top N                 combien de candidats par article (5)
  --state ÉTAT            seulement les articles de cet état, chacun avec son
                          meilleur produit
  --who QUI               seulement ceux que doit trancher le pharmacien, le
                          fabricant ou l'acheteur

Ne refait que ce qui a changé. États : validated (validé), match (concordant),
review (à vérifier), near (faisable), lead (à interroger), none (sans fabricant
recensé), unread (à préciser), out (hors périmètre).
--format csv donne chaque article et ses candidats :
need;rank;maker;product;verdict;score;reason;member

Options générales : mahalli help
$ mahalli aide sauvegarder
mahalli backup : copie le plan, même pendant qu'on y travaille

Usage : mahalli backup FICHIER [--own-origin]
Aussi : mahalli sauvegarder

Options
  --own-origin            la copie continue à part : ses parts se réunissent à
                          celles de ce plan

Un fichier qui existe déjà n'est jamais remplacé. Une copie sans --own-origin
sert à reprendre le plan, non à le continuer à deux : ce que l'un et l'autre en
feraient ne se réunit pas.

Options générales : mahalli help
# Every command explains itself, and its alias is the same command.
$ for c in init campaign confirm freeze revise alerts diff status plan follow requests gaps local tui import template export match judge trial consolidate pool check explain share merge cover scenarios frontier list show add set remove history undo redo verify backup restore recover help completion; do mahalli help $c > $c.txt || echo $c; a=$(sed -n 's/^Aussi : mahalli //p' $c.txt); mahalli help "$a" | cmp - $c.txt; mahalli $c --help | cmp - $c.txt; done
# No line is wider than 110 columns.
$ for c in '' init campaign confirm freeze revise alerts diff status plan follow requests gaps local tui import template export match judge trial consolidate pool check explain share merge cover scenarios frontier list show add set remove history undo redo verify backup restore recover help completion; do mahalli help $c; done > tout.txt; grep -v "^  mahalli [jt]" tout.txt > l.txt; [ $(wc -L < l.txt) -le 80 ] || wc -L l.txt
