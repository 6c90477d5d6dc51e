# A norm that a line asks is proved by a certificate in force that names it, of the product or of its maker; until then the maker is asked.
$ mahalli init --year 2027 -q
$ printf 'code;raison_sociale;role;statut\nK1;Fabricant A;fabricant;en production\n' > k.csv; mahalli import fabricants k.csv -q
$ printf 'fabricant;reference;designation;statut\nK1;S10;Seringue 10 ml luer lock;produit\n' > p.csv; mahalli import produits p.csv -q
$ printf 'reference;designation;quantite;unite\nA1;Seringue 10 mL Luer Lock, EN ISO 7886-1;1000;U\nA2;Seringue 10 mL Luer Lock, ISO 13485;1000;U\n' > n.csv; mahalli import besoins n.csv -q
$ mahalli match --format csv
need;rank;maker;product;verdict;score;reason;member
A1;1;K1;S10;review;590;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, à prouver : en iso 7886 1 ; la norme demandée est à prouver";MOI
A2;1;K1;S10;review;590;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, à prouver : iso 13485 ; la norme demandée est à prouver";MOI
$ mahalli add certificats fabricant=K1 produit=S10 type=norme numero=R-11 portee='NF EN ISO 7886-2' -q; mahalli match --article A1 --format csv
need;rank;maker;product;verdict;score;reason;member
A1;1;K1;S10;review;590;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, à prouver : en iso 7886 1 ; la norme demandée est à prouver";MOI
$ mahalli add certificats fabricant=K1 produit=S10 type=norme numero=R-12 portee='NF EN ISO 7886-1:2018' fin=2028-01-01 -q; mahalli match --article A1 --format csv
need;rank;maker;product;verdict;score;reason;member
A1;1;K1;S10;match;642;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, dit ou prouvé : en iso 7886 1 ; toutes les spécifications demandées sont tenues";MOI
$ mahalli add certificats fabricant=K1 type=iso13485 numero='ISO 13485 n° 4711' -q; mahalli match --article A2 --format csv
need;rank;maker;product;verdict;score;reason;member
A2;1;K1;S10;match;642;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, dit ou prouvé : iso 13485 ; toutes les spécifications demandées sont tenues";MOI
$ MAHALLI_NOW=2028-02-01 mahalli match --article A1 --format csv
need;rank;maker;product;verdict;score;reason;member
A1;1;K1;S10;review;590;"seringue hypodermique : volume 10 mL ✓, embout luer lock ✓, à prouver : en iso 7886 1 ; la norme demandée est à prouver";MOI
