/* Attributions as files hold them, with the codes of article, maker and product. */
#include "store/views.h"

const struct mh__view mh__view_award_lines = {
    .table = &mh_table_award_lines,
    .select =
        "SELECT o.id, o.year, o.article_id, o.product_id, a.member_id, m.code_fold AS member_fold, a.match_key, "
        "coalesce(a.reference, a.label) AS article, k.code AS maker, k.code_fold AS maker_fold, p.match_key AS product_key, "
        "coalesce(p.reference, p.label) AS product, o.quantity, o.reason, o.author, o.given_on",
    .from =
        "FROM awards AS o JOIN articles AS a ON a.id = o.article_id JOIN members AS m ON m.id = a.member_id "
        "JOIN products AS p ON p.id = o.product_id JOIN makers AS k ON k.id = p.maker_id",
    .order = "t.year, t.member_fold, t.match_key, t.maker_fold, t.maker, t.product_key",
    .also = { "article_id", "product_id", "member_id" },
};
