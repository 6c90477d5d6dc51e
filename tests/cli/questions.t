# What articles lack is asked, by volume; answers come back as typed specifications of the article.
$ mahalli init --year 2027 --quiet
$ printf 'reference;designation;specifications;quantite;unite\nF1;SONDE FOLEY LATEX CH18 BALLONNET 10 ML;;100;pièce\nF2;SONDE FOLEY;;900;pièce\nC1;SERINGUE 10 ML 20 ML LUER;;40;pièce\nN1;ZORGLUB 12;;30;pièce\nA1;SONDE VESICALE S/BALLON CH 16;;20;pièce\nO1;RAMETTE PAPIER A4;;10;pièce\n;SERINGUE LUER SANS AIGUILLE;pieces = 3;5;pièce\n' > a.csv; mahalli import besoins a.csv --quiet
$ mahalli list questions --format csv > q.csv; cut -d';' -f1-5,7-9,11 q.csv | grep -v ^utile
importance;membre;reference;designation;famille;caracteristique;question;valeurs;volume
à préciser;MOI;C1;SERINGUE 10 ML 20 ML LUER;seringue; embout = luer; sterile = oui";designation;désignation corrigée, à corriger aussi dans votre logiciel
à préciser;MOI;N1;ZORGLUB 12;;famille;Quelle famille ? Rien de connu dans ce libellé.;code ou nom d'une famille (mahalli list familles);30
à préciser;MOI;A1;SONDE VESICALE S/BALLON CH 16;;famille;Laquelle des deux : Sonde vésicale à ballonnet (Foley) ou Sonde vésicale droite sans ballonnet (Nélaton) ?;sonde_foley | sonde_nelaton;20
critique;MOI;F2;SONDE FOLEY;sonde_foley; sterile = oui";ch;calibre ?;
critique;MOI;F2;SONDE FOLEY;sonde_foley; sterile = oui";voies;nombre de voies ?;
critique;MOI;F1;SONDE FOLEY LATEX CH18 BALLONNET 10 ML;sonde_foley; ballonnet = oui; volume_ballonnet = 10 mL; materiau = latex;voies
critique;MOI;;SERINGUE LUER SANS AIGUILLE;seringue; pieces = 3; aiguille = non; sterile = oui";volume ?
$ mahalli export q.xlsx --scope questions --quiet; unzip -p q.xlsx xl/workbook.xml | grep -o 'sheet name="[^"]*"'
sheet name="Questions"
sheet name="Questions par famille"
sheet name="Lisez-moi"
# Nothing answered, nothing changed.
$ mahalli import questions q.xlsx | head -2
q.xlsx : 34 lignes lues · 0 créée · 34 inchangées
  lu dans la feuille « Questions »
$ mahalli import questions q.csv
q.csv : 33 lignes lues · 0 créée · 33 inchangées
  lu en UTF-8, séparateur point-virgule
# Answers, good and bad.
$ printf 'membre;reference;designation;famille;caracteristique;reponse\nMOI;F2;SONDE FOLEY;sonde_foley;ch;18\nMOI;F2;SONDE FOLEY;sonde_foley;voies;\nMOI;F1;;sonde_foley;voies;douze cents\nMOI;F1;;sonde_foley;materiau;silicone\nMOI;N1;ZORGLUB 12;;famille;seringues\nMOI;A1;;;famille;sonde_nelaton\nMOI;C1;;;designation;SERINGUE 10 ML LUER\nMOI;X9;;;famille;seringue\nMOI;;SERINGUE LUER SANS AIGUILLE;seringue;volume;5 cc\nMOI;;SERINGUE LUER SANS AIGUILLE;seringue;jauge;21\nMOI;F2;SONDE FOLEY;sonde_foley;pavillon;bleu\n' > r.csv; mahalli import questions r.csv --reject non.csv
r.csv : 11 lignes lues · 0 créée · 5 changées · 1 inchangée · 5 rejetées
  lu en UTF-8, séparateur point-virgule ; opération 3
r.csv:4: reponse « douze cents » : n'est pas une valeur de cette caractéristique ; attendu : 2 | 3
r.csv:5: reponse « silicone » : l'article dit maintenant « materiau = latex » : cette réponse n'est pas prise ; exportez à nouveau les questions, ou changez l'article (mahalli set articles)
r.csv:9: reference « X9 » : aucun article ne répond à « X9 »
r.csv:11: reponse « 21 » : l'article dit maintenant « volume = 5 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui » : cette réponse n'est pas prise ; exportez à nouveau les questions, ou changez l'article (mahalli set articles)
r.csv:12: caracteristique « pavillon » : cette famille n'a pas de caractéristique de ce nom
lignes rejetées, à corriger puis à importer à nouveau : non.csv
[1]
$ cat non.csv
membre;reference;designation;famille;caracteristique;reponse;ligne;colonne;valeur;raison;suggestion
MOI;F1;;sonde_foley;voies;douze cents;4;reponse;douze cents;n'est pas une valeur de cette caractéristique;attendu : 2 | 3
MOI;F1;;sonde_foley;materiau;silicone;5;reponse;silicone;l'article dit maintenant « materiau = latex » : cette réponse n'est pas prise;exportez à nouveau les questions, ou changez l'article (mahalli set articles)
MOI;X9;;;famille;seringue;9;reference;X9;aucun article ne répond à « X9 »;
MOI;;SERINGUE LUER SANS AIGUILLE;seringue;jauge;21;11;reponse;21;"l'article dit maintenant « volume = 5 mL; embout = luer; pieces = 3; aiguille = non; sterile = oui » : cette réponse n'est pas prise";exportez à nouveau les questions, ou changez l'article (mahalli set articles)
MOI;F2;SONDE FOLEY;sonde_foley;pavillon;bleu;12;caracteristique;pavillon;cette famille n'a pas de caractéristique de ce nom;
$ mahalli list articles --format csv | cut -d';' -f2-4,7-8
reference;designation;specifications;code_emdn;famille
A1;SONDE VESICALE S/BALLON CH 16;;;sonde_nelaton
C1;SERINGUE 10 ML LUER;;;
F1;SONDE FOLEY LATEX CH18 BALLONNET 10 ML;;;
F2;SONDE FOLEY;ch = 18 Ch;;
N1;ZORGLUB 12;;;seringue
O1;RAMETTE PAPIER A4;;;
;SERINGUE LUER SANS AIGUILLE;"pieces = 3;;
$ mahalli match --article F2 | grep -E "Lu|Famille"
  Famille       Sonde vésicale à ballonnet (Foley)
  Lu            calibre 18 Ch ; avec ballonnet ; stérile
# The same answers again change nothing; one operation, one undo.
$ mahalli import questions r.csv | head -1
r.csv : 11 lignes lues · 0 créée · 6 inchangées · 5 rejetées
$ mahalli history --limit 2
N°  Date              Auteur   Opération               Créés  Changés  Retirés
──  ────────────────  ───────  ──────────────────────  ─────  ───────  ───────
 3  21/11/2026 10:00  testeur  import questions r.csv      0        5        0
 2  21/11/2026 10:00  testeur  import besoins a.csv       16        0        0
Les 2 dernières ; --limit 0 les donne toutes.
# An article that says otherwise by now is told.
$ printf 'reference;famille;caracteristique;reponse\nF2;sonde_foley;ch;20\n' > s.csv; mahalli import questions s.csv
s.csv : 1 ligne lue · 0 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule
s.csv:2: reponse « 20 » : l'article dit maintenant « ch = 18 Ch » : cette réponse n'est pas prise ; exportez à nouveau les questions, ou changez l'article (mahalli set articles)
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
$ mahalli set articles N1 "designation=GANT EXAMEN LATEX M" famille=gant_examen --quiet
$ printf 'reference;famille;caracteristique;reponse\nN1;seringue;volume;20\n' > s.csv; mahalli import questions s.csv
s.csv : 1 ligne lue · 0 créée · 1 rejetée
  lu en UTF-8, séparateur point-virgule
s.csv:2: reponse « 20 » : l'article dit maintenant « Gant d'examen et de soins » : cette réponse n'est pas prise ; exportez à nouveau les questions, ou changez l'article (mahalli set articles)
Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv
[1]
# The needs imported again find the same articles, and take no answer away.
$ printf 'reference;designation;specifications;quantite;unite\nF2;SONDE FOLEY;;950;pièce\n;SERINGUE LUER SANS AIGUILLE;pieces = 3;6;pièce\n' > b.csv; mahalli import besoins b.csv
b.csv : 2 lignes lues · 0 créée · 2 changées
  lu en UTF-8, séparateur point-virgule ; opération 5
$ mahalli list articles --format csv | cut -d';' -f2-4
reference;designation;specifications
A1;SONDE VESICALE S/BALLON CH 16;
C1;SERINGUE 10 ML LUER;
F1;SONDE FOLEY LATEX CH18 BALLONNET 10 ML;
F2;SONDE FOLEY;ch = 18 Ch
N1;GANT EXAMEN LATEX M;
O1;RAMETTE PAPIER A4;
;SERINGUE LUER SANS AIGUILLE;"pieces = 3
# A fiche answers for all.
$ mahalli add fiches famille=sonde_foley "specifications=materiau = silicone; voies = 2" etat=adoptée --quiet
$ mahalli list questions --where famille=sonde_foley --format csv | cut -d';' -f1,3,7
importance;reference;caracteristique
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F2; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
utile;F1; voies = 2
$ mahalli add questions reponse=oui
mahalli : les questions se posent d'elles-mêmes : on les liste et on y répond par mahalli import questions
Aide : mahalli help add
[2]
$ mahalli verify
Plan intact : le fichier et les deux chaînes du journal sont justes.
