/* Articles with what the match found: by group and reference, or by what they are to be settled by. */
#include "store/views.h"

#define BEST "LEFT JOIN products AS p ON p.id = f.product_id LEFT JOIN makers AS k ON k.id = p.maker_id"
#define ARTICLES "FROM articles AS a CROSS JOIN members AS m ON m.id = a.member_id LEFT JOIN finding AS f ON f.article_id = a.id " BEST
#define MEMBERS "FROM members AS m CROSS JOIN articles AS a ON a.member_id = m.id LEFT JOIN finding AS f ON f.article_id = a.id " BEST
#define FINDINGS "FROM finding AS f CROSS JOIN articles AS a ON a.id = f.article_id CROSS JOIN members AS m ON m.id = a.member_id " BEST

/* The finding's own key, by which its indexes go on. */
#define FOUND { .expr = "t.found_id", .other = "t.id" }

static const struct mh__way ways[] = {
    { .from = MEMBERS, .key = { MH__BY_TEXT("t.member_fold"), MH__BY_TEXT("t.member"), MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.id") } },
    { .sort = "member", .from = MEMBERS,
      .key = { MH__BY_TEXT("t.member_fold"), MH__BY_TEXT("t.member"), MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.id") } },
    { .sort = "reference", .from = ARTICLES, .key = { MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.id") } },
    { .sort = "label", .from = ARTICLES, .key = { MH__BY_TEXT("t.label_fold"), MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.id") } },
    { .sort = "state", .from = FINDINGS, .unknown = ARTICLES, .optional = true, .key = { MH__BY_NUMBER("t.state_rank"), FOUND } },
    { .sort = "family_read", .from = FINDINGS, .unknown = ARTICLES, .optional = true,
      .key = { MH__BY_TEXT("t.family_read"), FOUND } },
    { .sort = "score", .from = FINDINGS, .unknown = ARTICLES, .optional = true, .key = { MH__BY_NUMBER("t.score"), FOUND } },
};

const struct mh__view mh__view_article_lines = {
    .table = &mh_table_article_lines,
    .select =
        "SELECT a.id, a.member_id, m.code AS member, m.code_fold AS member_fold, a.match_key, a.reference, a.label, "
        "a.label_fold AS label_fold, a.specs, a.unit, a.pack, a.emdn, a.family, a.scope_choice, f.state, "
        MH__STATE_RANK " AS state_rank, f.family AS family_read, f.article_id AS found_id, "
        "(SELECT g.name FROM families AS g WHERE g.code = f.family ORDER BY g.id DESC LIMIT 1) AS family_name, f.specs AS reading, "
        "f.rest, k.code AS maker, coalesce(p.reference, p.label) AS product, p.label AS product_label, f.product_id, f.verdict, f.score, "
        "f.who, f.reason",
    .from =
        "FROM articles AS a JOIN members AS m ON m.id = a.member_id LEFT JOIN finding AS f ON f.article_id = a.id " BEST,
    .walk = MEMBERS,
    .order = "t.member_fold, t.member, t.match_key",
    .also = { "member_id", "product_id" },
    .ways = ways,
    .nways = sizeof ways / sizeof *ways,
};
