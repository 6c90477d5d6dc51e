# Needs (kind=needs: N articles x SITES sites) or products (kind=products: N) as CSV, from a fixed seed: the same bytes everywhere.
# Labels cycle through families, sizes and ways of writing, so that readings differ as real ones do.
function pick(list, n,   a, k) { k = split(list, a, "|"); return a[n % k + 1] }
function label(i,   f, v) {
    f = i % 16; v = int(i / 16)
    if (f == 0) return "SERINGUE " pick("1|2|5|10|20|50|60", v) " ML " pick("LUER|LUER LOCK||3 PIECES", int(v / 7))
    if (f == 1) return "AIGUILLE HYPODERMIQUE " pick("18|19|20|21|22|23|25", v) "G " pick("25|30|40|50", int(v / 7)) "MM"
    if (f == 2) return "SONDE VESICALE FOLEY " pick("2|3", v) " VOIES CH " pick("12|14|16|18|20|22|24", int(v / 2)) pick(" LATEX| SILICONE|", int(v / 14))
    if (f == 3) return "SONDE ASPIRATION CH" pick("6|8|10|12|14|16|18", v) pick(" STERILE|", int(v / 7))
    if (f == 4) return "CATHETER COURT G" pick("14|16|18|20|22|24", v) pick(" A/AILETTES| S/AILETTES|", int(v / 6))
    if (f == 5) return "COMPRESSE GAZE " pick("10X10|20X20|5X5|7.5X7.5|40X40", v) " CM " pick("STERILE|N/STERILE|", int(v / 5)) pick(" 8 PLIS| 12 PLIS|", int(v / 15))
    if (f == 6) return "GANT CHIRURGICAL T " pick("6|6.5|7|7.5|8|8.5", v) pick(" POUDRE| N/POUDRE|", int(v / 6))
    if (f == 7) return "GANT EXAMEN " pick("LATEX|NITRILE|VINYLE", v) " " pick("S|M|L|XL", int(v / 3))
    if (f == 8) return "FIL RESORBABLE TRESSE " pick("4/0|3/0|2/0|0|1", v) " AR " pick("20|26|30|37", int(v / 5)) "MM"
    if (f == 9) return "SPARADRAP " pick("5|10|2.5", v) " CM X " pick("5|10|9", int(v / 3)) " M"
    if (f == 10) return "BANDE PLATREE " pick("10|15|20", v) " CM X 3 M"
    if (f == 11) return "POCHE A URINE " pick("2000|1500|500", v) " ML " pick("A/VIDANGE|S/VIDANGE|", int(v / 3))
    if (f == 12) return "SONDE ENDOTRACHEALE A/BALLONNET N " pick("6|6.5|7|7.5|8|8.5", v)
    if (f == 13) return "DRAIN DE REDON CH " pick("8|10|12|14|16", v)
    if (f == 14) return "LAME BISTOURI N " pick("10|11|15|20|22|23|24", v)
    return "CASAQUE CHIRURGICALE " pick("L|XL|XXL", v) pick(" STERILE| STERILE RENFORCEE|", int(v / 3))
}
BEGIN {
    if (kind == "needs") {
        print "reference;designation;unite;quantite;etablissement;prix_unitaire_ht;fournisseur;origine;t1;t2;t3;t4"
        for (i = 0; i < N; i++)
            for (s = 1; s <= SITES; s++) {
                q = (i * 7 + s * 13) % 900 * 4 + 40
                printf "R%06d;%s;%s;%d;E%02d;%d,%02d;Fournisseur %d;%s;%d;%d;%d;%d\n", i, label(i), pick("B/1|unité|B/100|B/50", i), q, s,
                    i % 90 + 1, s, i % 40, pick("importé|local|", i), q / 4, q / 4, q / 4, q / 4
            }
    } else if (kind == "products") {
        print "fabricant;reference;designation;unite;capacite_annuelle;statut"
        for (i = 0; i < N; i++)
            printf "F%03d;P%07d;%s %s;pièce;%d;produit\n", i % 200, i, label(i * 3 + int(i / 16)), pick("DEMOFLEX|ATLASOFT|NOVA|CE|", i), i % 1000 * 100
    } else if (kind == "makers") {
        print "code;raison_sociale;statut;role"
        for (i = 0; i < 200; i++) printf "F%03d;Démo Banc %03d;en production;fabricant\n", i, i
    } else if (kind == "sites") {
        print "membre;code;nom"
        for (s = 1; s <= SITES; s++) printf "BAN;E%02d;Etablissement %d\n", s, s
    }
}
