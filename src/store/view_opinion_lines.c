/* Opinions as files hold them, with the codes of article, group, maker and product; « aucun » where no product will do. */
#include "store/views.h"

const struct mh__view mh__view_opinion_lines = {
    .table = &mh_table_opinion_lines,
    .select =
        "SELECT o.id, o.article_id, o.product_id, a.member_id, coalesce(a.reference, a.label) AS article, m.code AS member, "
        "m.code_fold AS member_fold, a.match_key, coalesce(k.code, 'aucun') AS maker, k.code_fold AS maker_fold, p.match_key AS product_key, "
        "coalesce(p.reference, p.label, 'aucun') AS product, o.opinion, o.reason, o.reserve, o.scope_text, o.documents, o.author, o.given_on, "
        "o.valid_until",
    .from =
        "FROM opinions AS o JOIN articles AS a ON a.id = o.article_id JOIN members AS m ON m.id = a.member_id "
        "LEFT JOIN products AS p ON p.id = o.product_id LEFT JOIN makers AS k ON k.id = p.maker_id",
    .order = "t.member_fold, t.member, t.match_key, t.maker_fold, t.maker, t.product_key",
    .also = { "article_id", "product_id", "member_id" },
};
