#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_question_line, field)

static const struct mh_column columns[] = {
    { .name = "importance", .sql = "importance", .title = "Importance", .type = MH_TEXT,
      .help = "à préciser, critique ou utile", .offset = AT(importance), .width = 10 },
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT,
      .aliases = "member|code membre|code groupe", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(member), .width = 9 },
    { .name = "reference", .sql = "reference", .title = "Référence", .type = MH_TEXT,
      .aliases = "ref|article|code article|reference article|ref article", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(reference), .width = 14 },
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT, .aliases = "libelle|label",
      .flags = MH_KEY | MH_MEMBER_NAME | MH_LONG, .offset = AT(label), .width = 34 },
    { .name = "famille", .sql = "family", .title = "Famille lue", .type = MH_TEXT, .aliases = "family|code famille",
      .offset = AT(family), .width = 18 },
    { .name = "lu", .sql = "read_text", .title = "Ce qui est lu", .type = MH_TEXT, .flags = MH_LONG,
      .offset = AT(read), .width = 30 },
    { .name = "caracteristique", .sql = "attribute", .title = "Caractéristique", .type = MH_TEXT,
      .aliases = "attribut", .flags = MH_REQUIRED | MH_KEY, .offset = AT(attribute), .width = 16 },
    { .name = "question", .sql = "question", .title = "Question", .type = MH_TEXT, .flags = MH_LONG,
      .offset = AT(question), .width = 30 },
    { .name = "valeurs", .sql = "allowed", .title = "Réponses possibles", .type = MH_TEXT,
      .aliases = "valeurs possibles|reponses possibles", .flags = MH_LONG, .offset = AT(allowed), .width = 28 },
    { .name = "reponse", .sql = "answer", .title = "Réponse", .type = MH_TEXT,
      .aliases = "reponses|votre reponse|answers", .help = "Vide : pas de réponse, rien ne change", .flags = MH_LONG, .offset = AT(answer),
      .width = 20 },
    { .name = "volume", .sql = "volume", .title = "Volumétrie", .type = MH_QTY, .aliases = "volumetrie", .offset = AT(volume),
      .width = 12 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT, .offset = AT(unit), .width = 8 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_question_line *q = row;

    if (q->reference != NULL || q->label != NULL || q->answer == NULL)
        return true;
    mh__finding(diags, MH_SEV_ERROR, "question-sans-article", "reference", NULL, "de quel article ? donnez la référence ou la désignation", NULL);
    return false;
}

const struct mh_table mh_table_question_lines = {
    .name = "questions", .name_fr = "questions", .title = "Questions", .one = "question", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_question_line),
    .order = "importance, volume, member, reference, attribute", .check = check,
};
