/* Needs as files hold them: article, need, group and site at once; by group and reference. */
#include "store/views.h"

const struct mh__view mh__view_need_lines = {
    .table = &mh_table_need_lines,
    .select =
        "SELECT n.id, n.article_id, n.campaign_id, n.site_id, a.member_id, m.code AS member, m.code_fold AS member_fold, "
        "s.code AS site, s.code_fold AS site_fold, a.match_key, a.reference, n.occurrence, a.emdn, a.family, a.label, a.specs, "
        "n.quantity, a.unit, a.pack, n.quantity_in, n.q1, n.q2, n.q3, n.q4, n.price_ht, n.price_ttc, n.vat, n.price_in, n.source, "
        "n.supplier, n.needed_on, n.priority, n.remarks, n.base_quantity",
    .from =
        "FROM needs AS n JOIN articles AS a ON a.id = n.article_id JOIN members AS m ON m.id = a.member_id "
        "JOIN sites AS s ON s.id = n.site_id",
    .walk =
        "FROM members AS m CROSS JOIN articles AS a ON a.member_id = m.id CROSS JOIN needs AS n ON n.article_id = a.id "
        "CROSS JOIN sites AS s ON s.id = n.site_id",
    .order = "t.member_fold, t.member, t.match_key, t.site_fold, t.site, t.campaign_id, t.occurrence",
    .also = { "campaign_id", "article_id", "member_id", "site_id" },
    .hidden = "article_id",
    .hidden_offset = offsetof(struct mh_need_line, article_id),
};
