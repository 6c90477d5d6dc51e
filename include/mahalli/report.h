#ifndef MAHALLI_REPORT_H
#define MAHALLI_REPORT_H
/*
 * Rows of the workbook's sheets and of command-line reports: what ops hands to export and to the faces. Each has a column table, so
 * a sheet, a CSV and a terminal table print the same. Built by ops under the rules of scope (DESIGN §1): in a scope wider than one
 * member a row is a family with the specifications read, equal ones added up, never a member's label or reference, and columns flagged
 * PRIVATE or MEMBER_NAME are left out by the writer.
 */
#include <mahalli/domain.h>

/* Takes the rows of a report one by one; the row is borrowed during the call. */
typedef enum mh_rc mh_row_fn(void *ctx, const void *row, struct mh_err *err);

struct mh_rep_plan { /* sheet Plan: an article (member scope) or family + specifications (wider) */
    int64_t id;
    char *member, *reference, *label; /* member scope only */
    char *family, *family_name, *emdn, *hs, *specs, *rest;
    int64_t volume;       /* base units; MH_UNKNOWN when no pack is known. Never written where volume_text is approximate */
    char *volume_text;    /* "1 200", "~ 10 000" (fewer than three groups in a wide scope), "" unknown */
    char *unit;           /* base unit */
    int64_t sites, groups;/* how many share it */
    char *state;          /* title */
    char *product, *maker, *verdict, *clearance, *reason, *next; /* next: what to do, by whom */
    int64_t score;
    int64_t amount;       /* volume at its price, centimes HT, where every need has one; PRIVATE */
    char *supplier;       /* PRIVATE */
    char *link;           /* anchor shared with Concordances */
};
struct mh_rep_candidate { /* sheet Concordances: article × candidate */
    int64_t id;
    char *member, *reference, *label, *family_name, *specs;
    int64_t rank;
    char *maker, *city, *product, *product_label, *verdict, *who, *reason, *clearance, *certificate, *certificate_to;
    int64_t score, capacity, lead_days;
    char *verified_on;
    char *opinion; /* what pharmacists said of it for articles read so; member scope only */
    char *link;
};
struct mh_rep_spec { /* sheet Spécifications: requirement by requirement of the best candidate */
    int64_t id;
    char *reference, *label, *family_name, *specs, *product, *attribute, *wanted, *source, *offered, *result, *by;
};
struct mh_rep_maker { /* sheet Par fabricant: what each could serve */
    int64_t id;
    char *maker, *city, *status, *role, *family_name, *emdn, *product, *specs, *volume_text, *unit;
    int64_t volume, articles, groups;
    char *verdict, *clearance;
    int64_t capacity;
};
struct mh_rep_gap { /* sheet Faisable et sans fabricant: stands alone for an industrialist */
    int64_t id;
    char *state, *family_name, *emdn, *hs, *specs, *unit, *volume_text;
    int64_t volume, volume_q[4], groups;
    char *origin;   /* importé, local, inconnue */
    char *nearest;  /* nearest products and what each lacks, a line per product */
    char *lacks;    /* the kinds of thing that the nearest one lacks: caractéristique, fabrication ici, enregistrement, certificat, capacité */
    char *leads;    /* makers of that range, no product recorded */
    char *searched; /* date of the search */
};
struct mh_rep_problem { /* sheet Anomalies */
    int64_t id;
    char *severity, *rule, *member, *reference, *label, *sentence, *suggestion, *date;
    char *status;   /* ouverte, expliquée */
    char *note;     /* the explanation; NULL */
    int64_t count;  /* in wide scopes: how many of this kind, and no reference */
    /* Where to correct it, for screens; not columns. 0 and NULL: not a line of needs. */
    int64_t need_id, article_id;
    const char *column; /* static: canonical name of the column to look at first */
};
struct mh_rep_journal { /* sheet Journal */
    int64_t id;
    char *at, *author, *command, *digest; /* beyond one member only the first word of a command is told */
    int64_t number, created, updated, removed;
};
struct mh_rep_change { /* sheet Ce qui change, diff: what one version or year says otherwise than another */
    int64_t id;
    char *what;          /* ligne ajoutée, ligne retirée, volume, état, produit, lignes sans détail */
    char *member, *reference, *label; /* member scope only */
    char *family_name, *specs, *before, *after, *unit; /* before and after are worded: in wide scopes volumes may be orders of magnitude */
};
struct mh_rep_alert { /* alerts: what happened since the plan was frozen */
    int64_t id;
    char *kind;          /* certificat, fabricant, produit, nouveau produit, avis */
    char *subject;       /* maker, maker/product, or the article of an opinion */
    char *sentence, *date, *suggestion;
    int64_t articles;    /* of the frozen plan that it bears on */
};
extern const struct mh_table mh_rep_change_table, mh_rep_alert_table;
struct mh_rep_follow { /* Suivi: a group and its part of the year's plan */
    int64_t id;          /* of the member */
    char *member, *name, *status, *asked_on, *due_on, *reminded_on, *received_on;
    int64_t late_days;   /* asked and not received; MH_UNKNOWN: not late, or no day was set */
    int64_t needs, articles, rejected;
    int64_t precise;     /* permille of the articles in scope whose family is read; MH_UNKNOWN: not matched yet */
    int64_t opinions;
    char *validated_on, *validated_by, *remarks;
};
struct mh_rep_request { /* Suivi: a maker and what it was asked */
    int64_t id;          /* of the maker */
    char *maker, *name, *sent_on, *due_on, *reminded_on, *answered_on;
    int64_t late_days, products;
    int64_t replies;     /* articles answered this year */
    char *email, *phone, *remarks;
};
struct mh_rep_trial { /* Suivi: a sample asked of a maker, and where it stands */
    int64_t id, article_id;
    char *article /* GROUPE/référence */, *label, *product /* fabricant/référence */, *product_label;
    char *status;        /* attendu, en retard, à l'essai, essai en retard; else what came of it */
    char *asked_on, *received_on, *lab, *test, *norm, *result, *result_on, *document, *author, *remarks;
    int64_t late_days;   /* past what a sample or a trial may take (MH_TRIAL_DAYS); MH_UNKNOWN: not late */
    char *sentence;      /* the same in words, in the reader's language */
};
struct mh_rep_to_ask { /* a maker and what its answers would bring */
    int64_t id;          /* of the maker */
    char *maker, *name, *city;
    int64_t lines;       /* articles of its demande d'information: families and specifications */
    int64_t leads, near, reviews; /* of these: of its range, near a product of it, waiting for its word */
    int64_t articles;    /* articles of the plan behind them */
    char *volume;        /* by base unit, as it may be told */
    char *email, *phone, *sent_on, *answered_on;
};
struct mh_rep_proposal { /* a need proposed from a year's purchases, or why it is not */
    int64_t id;
    char *member, *site, *reference, *label;
    int64_t purchases;
    char *quantity, *unit, *quarter[4]; /* canonical decimals, per the article's unit */
    char *computation;
    char *outcome;       /* enum mh_proposal_outcome as a word */
};
enum mh_proposal_outcome {
    MH_PROPOSED, MH_PROPOSED_OTHERWISE /* proposed before, from other purchases or growth */, MH_PROPOSED_BEFORE, MH_ASKED_ALREADY /* a person's */,
    MH_NOT_COUNTED /* units that do not add up */, MH_NOT_IN_SCOPE, MH_SITE_CLOSED, MH_NPROPOSALS
};
extern const struct mh_table mh_rep_proposal_table;
const char *mh_proposal_outcome_title(enum mh_proposal_outcome o); /* for mh_tr */
struct mh_rep_local { /* sheet Part locale: a share, of all families or of one */
    int64_t id;
    char *view;          /* plan, origine (today), achats, contexte */
    int64_t year;        /* of the campaign or of the purchases */
    char *family, *family_name; /* NULL: all */
    char *item;          /* what is counted */
    char *nature;        /* local, importé, inconnue; pas encore: the plan names nobody who makes it here */
    int64_t lines, of, lines_share; /* permille of `of` */
    int64_t volume;      /* of one family, in its base unit */
    char *volume_text;
    char *unit;
    int64_t volume_share; /* permille of the family's known volume; unknown where an order of magnitude could be undone */
    int64_t counted;     /* lines whose volume is known, of the item */
    int64_t value, value_share, priced, priced_share; /* a member's own: centimes HT, permille of what is priced, lines priced, permille of lines */
    int64_t plan_share;  /* of purchases: permille of the plan's lines that are local, of the same family */
    char *source;        /* of a context line: where and when it was said */
};
extern const struct mh_table mh_rep_local_table;
struct mh_rep_lack { /* sheet Questions par famille: what articles lack, added up */
    int64_t id;
    char *importance, *family_name, *attribute;
    int64_t articles, volume;
    char *unit, *allowed;
};
struct mh_rep_reject { /* sheet Lignes refusées: of a group's last imports of needs */
    int64_t id;
    char *file;
    int64_t line;        /* of the file; MH_UNKNOWN none */
    char *reference, *label, *column, *value, *reason, *suggestion, *date;
};
struct mh_rep_received { /* sheet Lignes reçues: a need as the plan took it; no price */
    int64_t id;
    char *site, *reference, *label, *specs, *quantity, *unit, *pack;
    char *counted;       /* how the volume was counted, one line */
    int64_t volume;      /* base units */
    char *base_unit, *needed_on, *priority;
};
struct mh_rep_reading { /* sheet Lecture des articles: what was understood, specification by specification */
    int64_t id;
    char *reference, *label, *family_name;
    char *specs;         /* one per line: what, from where, from which words */
    char *rest, *problem, *state, *maker, *product, *verdict, *reason, *next;
};
struct mh_rep_pool { /* sheet Besoins consolidés: what one product can meet */
    int64_t id;
    char *code;
    char *family, *family_name, *emdn, *hs;
    char *specs;          /* in the specification grammar */
    char *words;          /* the same for people, implied values left out */
    int64_t volume;       /* base units; never written where volume_text is approximate */
    char *volume_text, *unit;
    int64_t volume_q[4];  /* unknown unless every article gives it */
    int64_t groups, sites, articles;
    char *state, *maker, *product; /* of the best product of the registry (mh_pool_state); NULL when it was not looked for */
    char *opinions;       /* for how many of the articles it was said good, or refused; NULL none, and in wide documents */
    char *question;       /* critical characteristics that nobody says: "stérile ? matière ?" */
    char *by_hand;        /* how people changed it: "à la main", "seul"; NULL */
    size_t first;         /* not columns: its shares, of a consolidation */
};
struct mh_rep_share { /* an article in a pooled need, or why it is in none */
    int64_t id;           /* of the article */
    char *code;           /* NULL: in none */
    char *member, *reference, *label, *specs;
    int64_t volume;
    char *unit;
    int64_t sites;
    int64_t uncounted;    /* needs of it whose volume is not known; MH_UNKNOWN none */
    char *by_hand, *reason; /* "à la main", "seul", "choix à revoir"; why, as said then */
    char *cause;          /* of an article in no pool */
};
struct mh_rep_question { /* what would be pooled once a question is answered */
    int64_t id;
    char *question, *family, *family_name, *words;
    int64_t articles, groups, volume; /* of the pools that do not say it; groups with the greatest of those that they would join */
    char *codes;          /* these pools, the first ones */
    char *joins;          /* pools that say it, the greatest volumes first, with their answer */
    int64_t gathers;      /* with the greatest of these */
    char *unit;
};
struct mh_rep_variant { /* standardisation: a variant under the specification that would serve all */
    int64_t id;
    char *standard, *family, *family_name;
    char *words;          /* the common specification */
    int64_t gathers, variants, groups; /* of the standard */
    int64_t volume, articles, variant_groups; /* of this variant */
    char *unit;
    char *changes;        /* "plis : non dit → 8 ; pièces : 2 → 3", "rien à changer" */
    char *codes;          /* its pools, the first ones */
};
struct mh_rep_price { /* sheet Bordereau des prix: an article to be offered, in its lot; sorted by lot */
    int64_t id;
    char *lot;           /* name; rows of a lot stand together */
    char *number;        /* "2-14" */
    char *reference, *label, *specs, *norms, *unit, *quantity /* exact decimal of `unit` */, *counted /* in base units, as text */;
    int64_t amount, vat; /* the buyer's own estimate, centimes HT, and rate, permille: PRIVATE */
};
struct mh_rep_left_out { /* sheet Hors bordereau */
    int64_t id;
    char *reference, *label, *reason;
};
struct mh_rep_pair { /* sheet Lisez-moi and two-column lists: heading and text */
    int64_t id;
    char *what, *text;
};

extern const struct mh_table mh_rep_pool_table, mh_rep_share_table, mh_rep_question_table, mh_rep_variant_table; /* report_pool.c */
extern const struct mh_table mh_rep_plan_table, mh_rep_candidate_table, mh_rep_spec_table, mh_rep_maker_table, mh_rep_gap_table,
    mh_rep_problem_table, mh_rep_journal_table, mh_rep_lack_table, mh_rep_pair_table, mh_rep_follow_table, mh_rep_request_table,
    mh_rep_to_ask_table, mh_rep_trial_table, mh_rep_reject_table, mh_rep_received_table, mh_rep_reading_table, mh_rep_price_table, mh_rep_left_out_table;

/* Must the writer withhold this exact number, because the row's volume_text says that only an order of magnitude ("~ 10 000") may be
 * told? Columns flagged MH_MAGNITUDE. */
bool mh_rep_withheld(const struct mh_table *t, const struct mh_column *c, const void *row);
/* The row's volume as text when the table has one, else NULL. */
const char *mh_rep_volume_text(const struct mh_table *t, const void *row);

struct mh_top { /* one of the fifteen products to make first */
    char *family_name, *specs, *hs, *volume_text, *unit, *state;
    int64_t volume, groups;
};
struct mh_rep_before { /* of the note: the plan of the year before */
    int64_t id;
    int64_t year;        /* 0: none */
    int64_t frozen;      /* 1: its states are those of a frozen plan; else they are not told */
    int64_t added, left; /* articles since then */
    int64_t state[MH_NSTATES];
};
extern const struct mh_table mh_rep_before_table; /* to keep it; nobody reads it as a table */
struct mh_synthesis { /* sheet Note de synthèse, one A4 page */
    int64_t year;
    char *version, *perimeter, *date;
    int64_t articles, needs, groups, sites;
    int64_t state[MH_NSTATES], unmatched;
    int64_t buyable;              /* match or validated whose product is registered or needs no registration */
    struct mh_top top[15];
    size_t ntop;
    struct { const char *cause, *who; int64_t articles; } blocks[6]; /* static texts */
    size_t nblocks;
    int64_t makers, products, ranges, certificates;
    struct mh_rep_before before;
};
void mh_synthesis_free(struct mh_synthesis *s);

#endif
