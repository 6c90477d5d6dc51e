/* Purchases as files hold them, with the codes of group and site; by group and reference. */
#include "store/views.h"

const struct mh__view mh__view_purchase_lines = {
    .table = &mh_table_purchase_lines,
    .select =
        "SELECT p.id, p.article_id, p.site_id, a.member_id, m.code AS member, m.code_fold AS member_fold, s.code AS site, s.code_fold AS site_fold, "
        "a.match_key, a.reference, a.label, a.label_fold AS label_fold, p.bought_on, p.quantity, p.unit, p.pack, p.price_ht, p.supplier, p.maker, "
        "p.country, p.year, p.occurrence",
    .from =
        "FROM purchases AS p JOIN articles AS a ON a.id = p.article_id JOIN members AS m ON m.id = a.member_id "
        "JOIN sites AS s ON s.id = p.site_id",
    .order = "t.member_fold, t.member, t.match_key, t.site_fold, t.site, t.year, t.bought_on, t.occurrence",
    .also = { "article_id", "member_id", "site_id" },
    .hidden = "article_id",
    .hidden_offset = offsetof(struct mh_purchase_line, article_id),
};
