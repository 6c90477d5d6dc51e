#ifndef MAHALLI_DOMAIN_H
#define MAHALLI_DOMAIN_H
/*
 * The row types (DESIGN §2 and §5) and their column tables, one file per type in src/domain. Rows of these tables are what
 * people and files said: journaled. Money is centimes, quantities and flags int64_t with MH_UNKNOWN, texts owned char *.
 * The CSV column of each field is the `name` in its column table.
 */
#include <stdint.h>
#include <mahalli/table.h>

struct mh_member { /* groupe */
    int64_t id;
    char *code, *name, *ice, *city, *from, *to;
};

struct mh_site { /* établissement; dated: a site can change group */
    int64_t id;
    int64_t member_id;
    char *code, *name, *city;
    int64_t beds;
    char *from, *to;
};

struct mh_campaign { /* a year's plan */
    int64_t id;
    int64_t year;
    char *name;
    char *status;  /* ouverte, close, archivée */
    char *version; /* V1, V1.1 once closed */
    int64_t threshold; /* permille of local content from which it counts in full; mh_campaign_threshold */
};

struct mh_family {
    int64_t id;
    char *code, *name, *name_en, *parent, *emdn, *hs, *base_unit;
    int64_t device;       /* medical device: 1, 0, unknown */
    int64_t out_of_scope; /* 1: medicines, hygiene, office, services */
    char *origin;         /* référence (ships with the program) or propre (of this plan) */
};

struct mh_attribute {
    int64_t id;
    char *families;  /* family codes joined by '|' */
    char *code, *name, *name_en;
    char *type;      /* nombre, choix, oui_non, usp */
    char *unit, *values;
    char *critical;  /* oui, non, info */
    int64_t never;   /* 1: two values are never interchangeable */
    char *special, *implicit, *reading, *tolerance;
    char *decides;   /* of the size: oui; mesure: it says enough where another one would decide; non */
    char *origin;
};

struct mh_synonym { /* see schema/reference/README.md for the three sorts */
    int64_t id;
    char *term, *families, *attribute, *value, *lang;
    char *status; /* accepté (meant when nothing is said) or refusé: kept so that it is not proposed again, means nothing */
    char *origin;
};

struct mh_maker {
    int64_t id;
    char *code, *name, *city;
    char *status; /* en production, prototype, projet, arrêté, inconnu */
    char *role;   /* fabricant, reconditionneur, distributeur, porteur de projet */
    char *ranges; /* declared ranges: family codes, EMDN codes or words, joined by '|' */
    char *ice, *email, *phone, *source, *document, *verified_on, *verified_by;
};

struct mh_product {
    int64_t id;
    int64_t maker_id;
    char *reference, *emdn, *family, *label, *specs, *unit, *pack;
    int64_t capacity, capacity_q[4], minimum; /* per row's unit */
    int64_t price;                            /* centimes, HT, per row's unit */
    int64_t lead_days;
    char *device_class;
    char *status; /* produit, capable, projet, arrêté, inconnu */
    char *available_on;
    int64_t integration; /* permille */
    char *proof;         /* of the rate: déclaré, audité, label, certificat */
    char *proof_on, *source, *verified_on, *verified_by;
    char *key; /* identity: folded reference, else folded label and specifications; derived */
};

struct mh_certificate {
    int64_t id;
    int64_t maker_id, product_id; /* product unknown: of the maker */
    char *type;                   /* enregistrement, declaration, iso13485, ce, fda, norme, label, autre */
    char *number, *authority, *scope, *from, *to, *document, *verified_on;
};

struct mh_article {
    int64_t id;
    int64_t member_id;
    char *reference, *label, *specs, *unit, *pack, *emdn, *family;
    char *scope; /* inclus, exclu: a person's word over the reader's; NULL: the reader decides */
    char *key;   /* identity: folded reference, else folded label, specs, unit, pack; derived */
};

struct mh_need {
    int64_t id;
    int64_t campaign_id, site_id, article_id;
    int64_t occurrence; /* 1; a doubled line of a file becomes 2, 3... */
    char *quantity;     /* exact decimal, as given */
    char *quantity_in;  /* unite, conditionnement */
    char *quarter[4];   /* exact decimals as given */
    int64_t price_ht, price_ttc; /* centimes, one of both at most */
    int64_t vat;                 /* permille; only as someone typed it */
    char *price_in;              /* unite, conditionnement */
    char *source;                /* importé, local, inconnue: where it comes from today */
    char *supplier, *needed_on, *priority, *remarks;
    int64_t base_quantity; /* of the family's base unit; derived; unknown when the pack is */
    char *to_confirm;      /* proposed by the program, from what ("campagne 2026", "achats 2026"); NULL: a person's own word */
};

struct mh_opinion {
    int64_t id;
    int64_t article_id, product_id;
    char *opinion; /* conforme, sous réserve, non conforme, à essayer, suspendu */
    char *reason, *reserve;
    char *scope; /* groupe (meant when nothing is said) or association: then it holds for every group */
    char *documents, *author, *date, *valid_until;
    char *article_seen, *product_seen; /* short digests of what the author had before the eyes; another one reopens the opinion */
};

struct mh_explanation { /* of a problem (anomalie): why the row is right as it is */
    int64_t id;
    char *rule, *member, *subject; /* member's code, NULL for the registry; reference or code, without one the label */
    char *note, *author, *date;
    char *seen; /* the sentences explained, one per line: another one of the same rule and subject is open again */
};

struct mh_part { /* retour: what a group owes the plan of a year, and where it stands */
    int64_t id;
    int64_t year, member_id;
    char *status; /* brouillon, transmis, à corriger, accepté */
    char *asked_on, *due_on, *reminded_on, *received_on;
    int64_t rejected; /* rows refused at the group's last import */
    char *validated_on, *validated_by, *remarks;
};

struct mh_request { /* demande d'information to a maker */
    int64_t id;
    int64_t year, maker_id;
    char *sent_on, *due_on, *reminded_on, *answered_on, *remarks;
};

struct mh_reply { /* réponse: a maker's answer about one article of its demande d'information (family and specifications asked) */
    int64_t id;
    int64_t year, maker_id;
    char *family /* code */, *specs, *volume;
    char *answer;                /* canonical text of an mh_answer */
    char *reference, *label;
    char *given;                 /* attributes of its product, in the specification grammar */
    char *unit, *pack;
    int64_t capacity, capacity_q[4], minimum, lead_days;
    char *registration, *registration_to;
    int64_t integration;         /* permille */
    char *proof, *remarks, *received_on;
};
enum mh_answer { MH_ANSWER_YES, MH_ANSWER_ADAPTED, MH_ANSWER_ABLE /* within months */, MH_ANSWER_NO };
enum { MH_ANSWER_MONTHS = 120 };
/* "oui", "avec adaptation", "capable sous 6 mois", "non", as people write them; months 0 unless ABLE. */
bool mh_reply_read(const char *text, enum mh_answer *answer, int *months);
void mh_reply_text(enum mh_answer answer, int months, struct mh_str *out);
extern const struct mh_table mh_table_replies;

struct mh_award { /* attribution: what a group decides to take from whom, in its own plan; coverage keeps it */
    int64_t id;
    int64_t year, article_id, product_id;
    int64_t quantity; /* base units, the whole year */
    char *reason, *author, *date;
};

struct mh_award_line { /* one row of an attributions file */
    int64_t id;
    int64_t year, quantity;
    char *article, *maker, *product, *reason, *author, *date;
};

struct mh_lab { /* essai possible: what a site can test */
    int64_t id;
    int64_t site_id;
    char *test, *norm;
    char *family; /* code; NULL: any */
    char *contact;
};

struct mh_trial { /* échantillon: of a product, for an article, asked, received, tried */
    int64_t id;
    int64_t article_id, product_id;
    char *asked_on, *test, *norm, *received_on;
    char *lab;            /* service or laboratory */
    char *result;         /* conforme, sous réserve, non conforme, non concluant */
    char *result_on, *document;
    char *author;         /* who asked */
    char *remarks;
};

enum { MH_TRIAL_DAYS = 30 /* from asked to received, and from received to its result: later is late */ };

struct mh_trial_line { /* one row of a trials file */
    int64_t id;
    char *article, *member, *maker, *product, *asked_on, *received_on, *lab, *test, *norm, *result, *result_on, *document, *author, *remarks;
};
extern const struct mh_table mh_table_labs, mh_table_trials, mh_table_trial_lines; /* lines: "trials"/"échantillons" */

struct mh_purchase { /* achat: what a site bought on a day, or in a year when the day is not known */
    int64_t id;
    int64_t site_id, article_id;
    int64_t year;
    char *date;
    int64_t occurrence;   /* 1; the same article, site and day again become 2, 3... */
    char *quantity;       /* exact decimal, as given, per this row's own unit: an order may be in other packs than the article's */
    char *unit, *pack;
    int64_t price;        /* centimes HT per the row's unit */
    char *supplier;       /* who sold it: says nothing of where it was made */
    char *maker, *country; /* who made it and where, as the file says */
};

extern const struct mh_table mh_table_explanations, mh_table_parts, mh_table_requests, mh_table_awards, mh_table_award_lines,
    mh_table_purchases;
struct mh_pool_choice { /* consolidation by hand: an article put in a pooled need, or kept alone */
    int64_t id;
    int64_t year, article_id;
    char *pool;        /* its code, or "seul" */
    int64_t anchor_id; /* an article of that pool when it was decided: its code follows its specifications, which may change; MH_UNKNOWN */
    char *reason, *author, *date;
};

extern const struct mh_table mh_table_pool_choices;
/*
 * A frozen version of a year's plan, and what it said: written when the plan is frozen, never changed afterwards (ops/year/freeze.c). Nothing in it
 * refers to rows that live on.
 */
struct mh_version {
    int64_t id;
    char *code;             /* 2027-V1 */
    int64_t year;
    char *version;          /* V1, V1.1... */
    char *reason, *opened_on, *opened_by; /* of a revision */
    char *frozen_on, *frozen_by;          /* NULL: being revised */
    int64_t needs, articles, makers, products, ranges, certificates, explained;
    int64_t operations;     /* of the journal, the freezing included; MH_UNKNOWN: only lines and what they rest on were recorded */
    int64_t members;        /* groups of the plan then */
};
struct mh_frozen_line { /* an article in a frozen version: reading, state, best product, volumes, in French as they were worded then */
    int64_t id;
    int64_t version_id, article_id;
    char *member /* code */, *reference, *label, *unit, *pack;
    char *family, *family_name, *emdn, *hs, *specs, *plain /* specs as readers say them */, *rest;
    char *state;            /* code of enum mh_state */
    int64_t needs, uncounted /* of these, without a volume */;
    char *sites;            /* codes joined by '|' */
    int64_t volume;         /* base units; MH_UNKNOWN: of no need known */
    char *base_unit;
    int64_t quarter[4];
    char *origins;          /* importé, local, inconnue, diverse */
    char *maker /* code */, *maker_name, *maker_city, *maker_status, *maker_role;
    char *product /* reference, else label */, *product_label;
    int64_t product_id;
    char *verdict;          /* code of enum mh_verdict */
    int64_t score;
    char *who, *reason, *told /* the reason without the group's own words */, *next_step, *clearance, *cert_number, *cert_to;
    int64_t capacity, lead_days;
    char *verified_on;
    int64_t norm;           /* 1: a norm is asked for without a proof */
    char *leads;            /* of what nobody offers: makers of that range */
    char *nearest, *lacks;  /* products and what each lacks, the kinds of it of the first: of versions without candidates */
    int64_t candidates_of, specs_of; /* article whose candidates and specifications are this one's too: its own, or of one read alike; MH_UNKNOWN none */
    int64_t amount;         /* centimes HT */
    char *supplier;
};
struct mh_frozen_product { /* a product in a frozen version as candidates name it, one row a family: clearance and base units are of these */
    int64_t id;
    int64_t version_id, product_id;
    char *family;           /* code */
    char *maker /* code */, *maker_name, *maker_city, *maker_status, *maker_role;
    char *reference, *label, *clearance, *cert_number, *cert_to;
    int64_t certified;      /* 1: the registry has a certificate of it or of its maker */
    int64_t capacity /* as declared */, capacity_base /* in the family's base unit */, lead_days;
    char *verified_on;
};
struct mh_frozen_candidate { /* of an article, best first, those that opinions reject last */
    int64_t id;
    int64_t version_id, article_id, rank, product_id;
    char *verdict;          /* code of enum mh_verdict */
    int64_t score;
    char *who;              /* settles it; of what is to be verified */
    int64_t rejected /* by an opinion */, excluded /* a distributor's, a stopped maker's: gives no state */;
    char *told /* the reason without the group's own words */, *reason /* with them; NULL: the same */;
    char *opinion;          /* what the group's pharmacists said of it */
    char *lacks;            /* of what is asked; NULL nothing */
    int64_t lacks_kinds;    /* enum mh__lack of ops */
};
struct mh_frozen_spec { /* a specification read of an article, set against its best product where it has one */
    int64_t id;
    int64_t version_id, article_id, place;
    char *attribute, *wanted;
    char *source;           /* lu, déduit, référentiel, saisi; NULL: nobody asked, the product has it */
    int64_t sheet;          /* version of the fiche technique type it is inherited from */
    char *words;            /* that it was read from */
    char *offered, *result, *difference; /* NULL: no product to set it against */
};
struct mh_frozen_record { /* a maker, product, certificate or opinion that a frozen version rested on */
    int64_t id;
    int64_t version_id;
    char *kind;             /* fabricant, produit, certificat, avis */
    int64_t source_id;
    char *name, *facts /* "column: value", a line each */, *secret /* the same, prices */;
};
extern const struct mh_table mh_table_versions, mh_table_frozen_lines, mh_table_frozen_records;
struct mh_frozen_problem { /* found by a rule when the version was frozen: as reports say it of its group */
    int64_t id;
    int64_t version_id, place;
    char *severity, *rule, *member, *reference, *label, *sentence, *suggestion, *status, *note;
};
struct mh_frozen_row { /* of a sheet that is made of the whole plan, as it was told */
    int64_t id;
    int64_t version_id;
    char *sheet, *reader /* whose report it stands in: plan, member=CODE */;
    int64_t place;          /* 0: cells are the names of the columns */
    char *cells;            /* joined by tabs */
};
extern const struct mh_table mh_table_frozen_products, mh_table_frozen_candidates, mh_table_frozen_specs, mh_table_frozen_problems,
    mh_table_frozen_rows;
bool mh_table_is_frozen(const struct mh_table *t); /* versions, and what was recorded of them: for reading */

struct mh_received { /* an operation of another plan, as its part brought it: src/store/share.c says how payload and links are written */
    int64_t id;
    int64_t origin;
    char *scope; /* what was chosen of that plan; a chain of digests per origin and scope */
    int64_t number;
    char *author, *at, *command;
    int64_t created, updated, removed;
    char *follows, *digest; /* hexadecimal; follows NULL of the first */
    char *payload, *links;
};

struct mh_conflict { /* one field said otherwise here and there, neither knowing of the other; `ours` is what stands */
    int64_t id;
    char *kind; /* French name of the row's table */
    int64_t row_id;
    char *subject, *field; /* as people name the row; the column's canonical name */
    char *ours, *theirs, *base, *author, *said_on;
    char *state;  /* ouvert, réglé */
    char *choice; /* nôtre, leur: of a decided one */
};

extern const struct mh_table mh_table_received, mh_table_conflicts;
enum { MH_SHEET_VERSIONS = 9999 };

struct mh_spec_sheet { /* fiche technique type: a family's usual specifications, as a member's pharmacists adopt them */
    int64_t id;
    int64_t member_id;
    char *family;    /* code */
    int64_t version; /* 1, 2...; a version adopted once is never changed: a change is the next one. The highest adopted one counts */
    char *specs;     /* the specification grammar, as the reader writes it */
    char *status;    /* proposée, adoptée, retirée */
    char *author, *date, *reason, *base;
};

extern const struct mh_table mh_table_members, mh_table_sites, mh_table_campaigns, mh_table_families, mh_table_attributes,
    mh_table_synonyms, mh_table_makers, mh_table_products, mh_table_certificates, mh_table_articles, mh_table_needs,
    mh_table_opinions, mh_table_sheets;

/* Joined row types: what files hold and people see, with codes in place of identifiers. Not stored as such. */

struct mh_need_line { /* one row of a needs file: article, need, member and site at once */
    int64_t id;       /* the need's */
    int64_t article_id;
    char *member, *site, *reference;
    int64_t occurrence;
    char *emdn, *family, *label, *specs, *quantity, *unit, *pack, *quantity_in, *quarter[4];
    int64_t price_ht, price_ttc, vat;
    char *price_in, *source, *supplier, *needed_on, *priority, *remarks;
    int64_t base_quantity; /* shown, not read from files */
    char *to_confirm;      /* as of struct mh_need; a line given by a file or edited without it is a person's word */
    char *state, *family_read; /* of its article, what the last match found: filters and sorts on screen */
};

struct mh_purchase_line { /* one row of a purchases file: article, purchase, member and site at once */
    int64_t id;
    int64_t article_id;
    char *member, *site, *reference, *label, *date, *quantity, *unit, *pack;
    int64_t price;
    char *supplier, *maker, *country;
    int64_t year, occurrence;
};
extern const struct mh_table mh_table_purchase_lines; /* "purchases"/"achats" */

struct mh_opinion_line {
    int64_t id;
    char *article, *member, *maker, *product, *opinion, *reason, *reserve, *scope, *documents, *author, *date, *valid_until;
};

struct mh_article_line { /* an article with what the match found for it: lists on screen; all but the article's own is derived */
    int64_t id;          /* the article's */
    char *member, *reference, *label, *specs, *unit, *pack, *emdn, *family, *scope;
    char *state;         /* code of enum mh_state; unknown: not matched yet */
    char *family_read, *family_name, *reading, *rest;
    char *maker, *product, *product_label; /* best product not rejected: codes and designation */
    char *verdict;       /* code of enum mh_verdict */
    int64_t score;
    char *who;           /* who can settle or act next: pharmacien, acheteur, fabricant, association */
    char *reason;        /* one line: why this verdict, or what is to be made precise */
};

extern const struct mh_table mh_table_article_lines; /* "concordances", of windows only */
struct mh_question_line { /* what an article lacks, and the answer: exported to be filled in, not stored */
    int64_t id;
    char *importance; /* à préciser, critique, utile */
    char *member, *reference, *label, *family /* code read */, *read;
    char *attribute;  /* code; "famille" or "designation" of an article that is not understood */
    char *question, *allowed, *answer;
    int64_t volume;
    char *unit;
};

extern const struct mh_table mh_table_question_lines;
extern const struct mh_table mh_table_need_lines;    /* named "needs"/"besoins" for people: see mh_table_for_kind */
extern const struct mh_table mh_table_opinion_lines; /* "opinions"/"avis" */

/* What stands behind a rate of local content: nothing, the maker's word, or somebody else's (audité, label, certificat). */
enum mh_evidence { MH_EVIDENCE_NONE = 0, MH_EVIDENCE_DECLARED, MH_EVIDENCE_PROVED };
enum mh_evidence mh_evidence_of(const struct mh_product *p);
/* MH_OK while the campaign is open; else MH_EDENIED, saying what opens it again. */
enum mh_rc mh_campaign_changes(const struct mh_campaign *c, struct mh_err *err);
/* The campaign's own threshold of local content, permille; else 40 %, that of the 2025 "Made in Morocco" label. */
int64_t mh_campaign_threshold(const struct mh_campaign *c);
/* importé, local or inconnue of a country as people write it ("Chine", "MA", "import"); NULL when the text is none that is known. */
const char *mh_origin_of(const char *country);

/* The table that people mean by a kind in French or English ("needs", "besoins", "fabricants", "makers"): the joined one
 * where there is one; NULL when unknown. */
const struct mh_table *mh_table_for_kind(const char *kind);

/* States of an article (DESIGN §7), best first; the order of summaries. */
enum mh_state {
    MH_STATE_VALIDATED, MH_STATE_MATCH, MH_STATE_REVIEW, MH_STATE_NEAR, MH_STATE_LEAD, MH_STATE_NONE, MH_STATE_UNREAD,
    MH_STATE_OUT, MH_NSTATES
};
enum mh_verdict { MH_VERDICT_NONE = 0, MH_VERDICT_NEAR, MH_VERDICT_REVIEW, MH_VERDICT_MATCH };
const char *mh_state_code(enum mh_state s);  /* validated, match, review, near, lead, none, unread, out */
const char *mh_state_title(enum mh_state s); /* Validé, Concordant, À vérifier, Faisable, À interroger, Sans fabricant recensé, À préciser, Hors périmètre */
bool mh_state_parse(const char *code, enum mh_state *out);
const char *mh_verdict_code(enum mh_verdict v);
const char *mh_verdict_title(enum mh_verdict v); /* Concordant, À vérifier, Écart */

/* May the product be bought today (DESIGN §2, clearance)? Computed from certificates at a date. */
enum mh_clearance { MH_CLEAR_UNVERIFIED = 0, MH_CLEAR_REGISTERED, MH_CLEAR_FILED, MH_CLEAR_EXPIRED, MH_CLEAR_NOT_REQUIRED };
const char *mh_clearance_title(enum mh_clearance c); /* enregistré, dossier déposé, expiré, non vérifié, non requis */
/* certs: those of the product and those of its maker (product unknown never clears a product). device: the family's. */
enum mh_clearance mh_clearance_of(const struct mh_certificate *const *certs, size_t n, int64_t product_id, int64_t device,
                                  const char *today);

/* What the match found for one article; derived, one row per article, stored with the stamp of its inputs. */
struct mh_finding {
    int64_t article_id;
    char *family;        /* code read, NULL when unread */
    char *specs;         /* the reading, in the specification grammar */
    char *rest;          /* words that stand for nothing the reader knows */
    enum mh_state state;
    int64_t product_id;  /* best product not rejected; 0 = none */
    enum mh_verdict verdict;
    int64_t score;
    const char *who;     /* pharmacien, acheteur, fabricant, association: who acts next; static; NULL nobody */
    char *reason;        /* one line, French: windows word it again in the reader's language */
    int64_t stamp;
};
void mh_finding_free(struct mh_finding *f);

/* The keys under which files meet stored rows (DESIGN §5, Identity); folded. */
void mh_article_key(struct mh_str *out, const char *reference, const char *label, const char *specs, const char *unit, const char *pack);
/* A short code for a name, at most 12 characters: "EXEMPLE-MEDI" of « Société Exemple Médical SARL ». Appended; never empty. */
void mh_code_of_name(const char *name, struct mh_str *out);
void mh_product_key(struct mh_str *out, const char *reference, const char *label, const char *specs);
/* ICE: 15 digits, divisible by 97 (domain: ice.gov.ma guide by python-stdnum); a failed check is only a warning. */
bool mh_ice_valid(const char *ice);

#endif
