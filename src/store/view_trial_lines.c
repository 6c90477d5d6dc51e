/* Samples and trials as files hold them, with the codes of article, group, maker and product. */
#include "store/views.h"

const struct mh__view mh__view_trial_lines = {
    .table = &mh_table_trial_lines,
    .select =
        "SELECT o.id, o.article_id, o.product_id, a.member_id, coalesce(a.reference, a.label) AS article, m.code AS member, "
        "m.code_fold AS member_fold, a.match_key, k.code AS maker, k.code_fold AS maker_fold, p.match_key AS product_key, "
        "coalesce(p.reference, p.label) AS product, o.asked_on, o.received_on, o.lab, o.test, o.norm, o.result, o.result_on, o.document, "
        "o.author, o.remarks",
    .from =
        "FROM trials AS o JOIN articles AS a ON a.id = o.article_id JOIN members AS m ON m.id = a.member_id "
        "JOIN products AS p ON p.id = o.product_id JOIN makers AS k ON k.id = p.maker_id",
    .order = "t.member_fold, t.member, t.match_key, t.maker_fold, t.maker, t.product_key, t.asked_on, t.test",
    .also = { "article_id", "product_id", "member_id" },
};
