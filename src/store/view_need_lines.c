/* Needs as files hold them: article, need, group and site at once; by group and reference. */
#include "store/views.h"

/* From the articles in some order to their needs, and from the needs in some order to their articles. */
#define OF_ARTICLES "CROSS JOIN needs AS n ON n.article_id = a.id CROSS JOIN sites AS s ON s.id = n.site_id"
#define OF_NEEDS "CROSS JOIN articles AS a ON a.id = n.article_id CROSS JOIN members AS m ON m.id = a.member_id " FOUND
#define FOUND "LEFT JOIN finding AS f ON f.article_id = a.id " /* of the article: looked at once for all its needs */
#define MEMBERS "FROM members AS m CROSS JOIN articles AS a ON a.member_id = m.id " FOUND OF_ARTICLES
#define ARTICLES "FROM articles AS a CROSS JOIN members AS m ON m.id = a.member_id " FOUND OF_ARTICLES
#define NEEDS "FROM needs AS n " OF_NEEDS " CROSS JOIN sites AS s ON s.id = n.site_id"
#define FINDINGS "FROM finding AS f CROSS JOIN articles AS a ON a.id = f.article_id CROSS JOIN members AS m ON m.id = a.member_id " OF_ARTICLES
#define WITHIN MH__BY_TEXT("t.site_fold"), MH__BY_NUMBER("t.site_id"), MH__BY_NUMBER("t.occurrence"), MH__BY_NUMBER("t.id")

static const struct mh__way ways[] = {
    { .from = MEMBERS,
      .key = { MH__BY_TEXT("t.member_fold"), MH__BY_TEXT("t.member"), MH__BY_TEXT("t.match_key"), WITHIN } },
    { .sort = "member", .from = MEMBERS,
      .key = { MH__BY_TEXT("t.member_fold"), MH__BY_TEXT("t.member"), MH__BY_TEXT("t.match_key"), WITHIN } },
    { .sort = "reference", .from = ARTICLES, .key = { MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.article_id"), WITHIN } },
    { .sort = "label", .from = ARTICLES, .key = { MH__BY_TEXT("t.label_fold"), MH__BY_TEXT("t.match_key"), MH__BY_NUMBER("t.article_id"), WITHIN } },
    { .sort = "site", .from = "FROM sites AS s CROSS JOIN needs AS n ON n.site_id = s.id " OF_NEEDS,
      .key = { MH__BY_TEXT("t.site_fold"), MH__BY_NUMBER("t.site_id"), MH__BY_NUMBER("t.article_id"), MH__BY_NUMBER("t.id") } },
    { .sort = "quantity", .from = NEEDS, .key = { MH__BY_NUMBER("CAST(t.quantity AS INTEGER)"), MH__BY_TEXT("t.quantity"), MH__BY_NUMBER("t.id") } },
    { .sort = "family_read", .from = FINDINGS, .unknown = ARTICLES, .optional = true,
      .key = { MH__BY_TEXT("t.family_read"), { .expr = "t.found_id", .other = "t.article_id" }, WITHIN } },
    { .sort = "state", .from = FINDINGS, .unknown = ARTICLES, .optional = true,
      .key = { MH__BY_NUMBER("t.state_rank"), { .expr = "t.found_id", .other = "t.article_id" }, WITHIN } },
    { .sort = "price_ht", .from = NEEDS, .optional = true, .key = { MH__BY_NUMBER("t.price_ht"), MH__BY_NUMBER("t.id") } },
};

const struct mh__view mh__view_need_lines = {
    .table = &mh_table_need_lines,
    .select =
        "SELECT n.id, n.article_id, n.campaign_id, n.site_id, a.member_id, m.code AS member, m.code_fold AS member_fold, "
        "s.code AS site, s.code_fold AS site_fold, a.match_key, a.reference, n.occurrence, a.emdn, a.family, a.label, a.label_fold AS label_fold, a.specs, "
        "n.quantity, a.unit, a.pack, n.quantity_in, n.q1, n.q2, n.q3, n.q4, n.price_ht, n.price_ttc, n.vat, n.price_in, n.source, "
        "n.supplier, n.needed_on, n.priority, n.remarks, n.base_quantity, n.to_confirm, f.state, " MH__STATE_RANK " AS state_rank, f.family AS family_read, f.article_id AS found_id, "
        "(SELECT g.base_unit FROM families AS g WHERE g.code = f.family ORDER BY g.id DESC LIMIT 1) AS base_unit",
    .from =
        "FROM needs AS n JOIN articles AS a ON a.id = n.article_id JOIN members AS m ON m.id = a.member_id "
        "JOIN sites AS s ON s.id = n.site_id LEFT JOIN finding AS f ON f.article_id = a.id",
    .walk = MEMBERS,
    .order = "t.member_fold, t.member, t.match_key, t.site_fold, t.site, t.campaign_id, t.occurrence",
    .also = { "campaign_id", "article_id", "member_id", "site_id" },
    .ways = ways,
    .nways = sizeof ways / sizeof *ways,
    .hidden = "article_id",
    .hidden_offset = offsetof(struct mh_need_line, article_id),
};
