$ sh data/base.sh
$ mahalli check
Gravité        Nombre  Constat                                             Règle
─────────────  ──────  ──────────────────────────────────────────────────  ─────────────────────────
avertissement       1  Unité ou conditionnement inconnu : volume non com…  conditionnement-inconnu
avertissement       1  Article non compris                                 famille-non-lue
avertissement       1  Certificat expiré : iso13485, échéance 01/01/2025   certificat-expire
information         3  Fabricant en production sans déclaration d'établi…  etablissement-non-declare
information         3  Fabricant que personne n'a vérifié                  fabricant-non-verifie
information         2  Certificat déclaré, document non vu                 certificat-non-vu

Aucune erreur ouverte. Le détail d'une règle : mahalli check --rule RÈGLE
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
$ mahalli check --rule conditionnement-inconnu
avertissement : Unité ou conditionnement inconnu : volume non compté : « LOT » ; dire combien d'unités contient le conditionnement
  Groupe  Référence  Désignation               Lignes
  ──────  ─────────  ────────────────────────  ──────
  GAT     A4         DIVERS CONSOMMABLES BLOC       1
$ mahalli check --rule rien
Aucune anomalie de la règle rien ; d'autres en ont : conditionnement-inconnu, famille-non-lue, etablissement-non-declare, fabricant-non-verifie, certificat-non-vu, certificat-expire.
# A high problem is open: status 1.
$ mahalli add besoins membre=GAT etablissement=AT-CAS reference=Z designation="SERINGUE 5 ML LUER" quantite=0 unite=pièce
Ajout : besoin Z (mahalli undo revient en arrière)
$ mahalli check
Gravité        Nombre  Constat                                             Règle
─────────────  ──────  ──────────────────────────────────────────────────  ─────────────────────────
erreur              1  Volume nul                                          volume-nul
avertissement       1  Unité ou conditionnement inconnu : volume non com…  conditionnement-inconnu
avertissement       1  Article non compris                                 famille-non-lue
avertissement       1  Certificat expiré : iso13485, échéance 01/01/2025   certificat-expire
information         3  Fabricant en production sans déclaration d'établi…  etablissement-non-declare
information         3  Fabricant que personne n'a vérifié                  fabricant-non-verifie
information         2  Certificat déclaré, document non vu                 certificat-non-vu

erreur : Volume nul ; donner le volume de l'année ou retirer la ligne
  Groupe  Référence  Désignation         Lignes
  ──────  ─────────  ──────────────────  ──────
  GAT     Z          SERINGUE 5 ML LUER       1

Le détail d'une règle : mahalli check --rule RÈGLE
… : raccourci pour tenir en 100 colonnes ; --format csv donne tout
[1]
$ mahalli check -q
[1]
$ mahalli contrôler --format csv
gravite;regle;membre;reference;designation;constat;suggestion;statut;explication
avertissement;conditionnement-inconnu;GAT;A4;DIVERS CONSOMMABLES BLOC;Unité ou conditionnement inconnu : volume non compté : « LOT »;dire combien d'unités contient le conditionnement;ouverte;
avertissement;famille-non-lue;GAT;A4;DIVERS CONSOMMABLES BLOC;Article non compris;préciser le libellé ou donner la famille;ouverte;
erreur;volume-nul;GAT;Z;SERINGUE 5 ML LUER;Volume nul;donner le volume de l'année ou retirer la ligne;ouverte;
information;etablissement-non-declare;;D-INJ;Injecta;Fabricant en production sans déclaration d'établissement connue;demander la déclaration à l'AMMPS et l'inscrire aux certificats;ouverte;
information;etablissement-non-declare;;D-GAZ;Gazes du Sud;Fabricant en production sans déclaration d'établissement connue;demander la déclaration à l'AMMPS et l'inscrire aux certificats;ouverte;
information;fabricant-non-verifie;;D-GAZ;Gazes du Sud;Fabricant que personne n'a vérifié;noter le document vu, sa date et par qui;ouverte;
information;fabricant-non-verifie;;D-IMP;Importe Tout;Fabricant que personne n'a vérifié;noter le document vu, sa date et par qui;ouverte;
information;etablissement-non-declare;;D-LIT;Mobilier Atlas;Fabricant en production sans déclaration d'établissement connue;demander la déclaration à l'AMMPS et l'inscrire aux certificats;ouverte;
information;fabricant-non-verifie;;D-LIT;Mobilier Atlas;Fabricant que personne n'a vérifié;noter le document vu, sa date et par qui;ouverte;
information;certificat-non-vu;;D-INJ;ENR-1;Certificat déclaré, document non vu;demander une copie;ouverte;
avertissement;certificat-expire;;D-GAZ;QMS-9;Certificat expiré : iso13485, échéance 01/01/2025;demander le renouvellement au fabricant;ouverte;
information;certificat-non-vu;;D-GAZ;QMS-9;Certificat déclaré, document non vu;demander une copie;ouverte;
[1]
$ mahalli check --format json --rule volume-nul
[
 {"gravite": "erreur", "regle": "volume-nul", "membre": "GAT", "reference": "Z", "designation": "SERINGUE 5 ML LUER", "constat": "Volume nul", "suggestion": "donner le volume de l'année ou retirer la ligne", "statut": "ouverte", "explication": null}
]
[1]
# A plan without needs.
$ mahalli -f v.db init -q
$ mahalli -f v.db check
Aucune anomalie.
