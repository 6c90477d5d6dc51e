# Problems that people explain: no longer counted while what was found stays the same; a note is required.
$ mahalli init --year 2027 -q
$ printf 'reference;designation;quantite;unite\nZ;SERINGUE 5 ML LUER;0;U\nB;SERINGUE 10 ML LUER;50;LOT\n' > b.csv
$ mahalli import besoins b.csv -q
$ mahalli check -q
[1]
$ mahalli explain volume-nul Z
mahalli : une explication demande sa NOTE : mahalli explain RÈGLE OBJET "pourquoi c'est juste"
Aide : mahalli help explain
[2]
$ mahalli explain volume-nul Z "stock suffisant, commande en 2028"
Expliquée : volume-nul, 1 constat (Z)
$ mahalli check
Gravité        Nombre  Constat                                               Règle
─────────────  ──────  ────────────────────────────────────────────────────  ───────────────────────
avertissement       1  Unité ou conditionnement inconnu : volume non compt…  conditionnement-inconnu

Aucune erreur ouverte. Le détail d'une règle : mahalli check --rule RÈGLE
1 anomalie expliquée : mahalli list explications
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli check --format csv --rule volume-nul
gravite;regle;membre;reference;designation;constat;suggestion;statut;explication
erreur;volume-nul;MOI;Z;SERINGUE 5 ML LUER;Volume nul;donner le volume de l'année ou retirer la ligne;expliquée;stock suffisant, commande en 2028
$ mahalli list explications --format csv
regle;membre;objet;note;auteur;date
volume-nul;MOI;Z;stock suffisant, commande en 2028;testeur;2026-11-21
$ mahalli explain volume-nul Z "" --reopen
Rouverte : volume-nul, 1 constat (Z)
$ mahalli check -q
[1]
$ mahalli undo
Annulée : opération 4, anomalie rouverte : volume-nul Z
$ mahalli check -q
# An explanation is of what was found: another finding of the same rule is open again.
$ mahalli explain conditionnement-inconnu MOI/B "le lot est suivi à part"
Expliquée : conditionnement-inconnu, 1 constat (MOI/B)
$ mahalli check --format csv --rule conditionnement-inconnu
gravite;regle;membre;reference;designation;constat;suggestion;statut;explication
avertissement;conditionnement-inconnu;MOI;B;SERINGUE 10 ML LUER;Unité ou conditionnement inconnu : volume non compté : « LOT »;dire combien d'unités contient le conditionnement;expliquée;le lot est suivi à part
$ mahalli set articles B unite=SACHET -q
$ mahalli check --format csv --rule conditionnement-inconnu
gravite;regle;membre;reference;designation;constat;suggestion;statut;explication
avertissement;conditionnement-inconnu;MOI;B;SERINGUE 10 ML LUER;Unité ou conditionnement inconnu : volume non compté : « SACHET »;dire combien d'unités contient le conditionnement;ouverte;
$ mahalli explain volume-nul QUI "rien"
mahalli : aucune anomalie « volume-nul » sur « QUI » : voyez mahalli check --rule volume-nul
[4]
$ mahalli history --format csv | cut -d';' -f4
commande
changement article B
anomalie expliquée : conditionnement-inconnu B
annulation de 4 : anomalie rouverte : volume-nul Z
anomalie rouverte : volume-nul Z
anomalie expliquée : volume-nul Z
import besoins b.csv
création du plan
