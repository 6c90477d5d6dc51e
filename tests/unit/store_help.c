#include "store_help.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

struct mh_err *help_err(void)
{
    static struct mh_err err;
    mh_err_clear(&err);
    return &err;
}

void help_ok(enum mh_rc rc, const char *what, const char *file, int line)
{
    if (rc != MH_OK)
        print_error("%s: %d\n", what, (int)rc);
    _assert_true(rc == MH_OK, what, file, line);
}

void plan_make(struct plan *p)
{
    const char *tmp = getenv("TMPDIR");
    struct mh_store_options opt = { .author = "base", .now = "2026-11-21T10:00:00", .origin = 77 };

    snprintf(p->dir, sizeof p->dir, "%s/mahalli-store-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(p->dir));
    snprintf(p->path, sizeof p->path, "%s/plan.db", p->dir);
    ok(mh_store_open(p->path, MH_STORE_CREATE, &opt, &p->s, help_err()));
    sql(p->s, "PRAGMA synchronous = OFF");
}

void plan_open(struct plan *p, const char *author)
{
    struct mh_store_options opt = { .author = author, .now = "2026-11-22T11:30:00" };

    ok(mh_store_open(p->path, MH_STORE_WRITE, &opt, &p->s, help_err()));
    sql(p->s, "PRAGMA synchronous = OFF");
}

void plan_close(struct plan *p)
{
    mh_store_close(p->s);
    p->s = NULL;
}

void plan_keep(struct plan *p)
{
    char model[320];

    plan_close(p);
    snprintf(model, sizeof model, "%s/modele", p->dir);
    copy_file(p->path, model);
}

void plan_again(struct plan *p, const char *author)
{
    char name[320];

    plan_close(p);
    snprintf(name, sizeof name, "%s-wal", p->path);
    remove(name);
    snprintf(name, sizeof name, "%s-shm", p->path);
    remove(name);
    snprintf(name, sizeof name, "%s/modele", p->dir);
    copy_file(name, p->path);
    plan_open(p, author);
}

void plan_free(struct plan *p)
{
    char command[400];

    plan_close(p);
    snprintf(command, sizeof command, "rm -rf '%s'", p->dir);
    assert_int_equal(system(command), 0);
}

void sql(struct mh_store *s, const char *text)
{
    struct mh_err err = MH_ERR_INIT;
    if (s->drv->exec(s->db, text, &err) != MH_OK)
        fail_msg("%s: %s", text, err.msg);
}

void copy_file(const char *from, const char *to)
{
    char buf[8192];
    FILE *a = fopen(from, "rb"), *b = fopen(to, "wb");
    size_t n;

    assert_non_null(a);
    assert_non_null(b);
    while ((n = fread(buf, 1, sizeof buf, a)) > 0)
        assert_int_equal(fwrite(buf, 1, n, b), n);
    fclose(a);
    assert_int_equal(fclose(b), 0);
}

void file_digest(const char *path, char hex[MH_SHA_HEX_SIZE])
{
    char buf[8192];
    unsigned char digest[MH_SHA_SIZE];
    FILE *f = fopen(path, "rb");
    struct mh_sha sha;
    size_t n;

    assert_non_null(f);
    mh_sha_init(&sha);
    while ((n = fread(buf, 1, sizeof buf, f)) > 0)
        mh_sha_add(&sha, buf, n);
    fclose(f);
    mh_sha_final(&sha, digest);
    mh_sha_hex(digest, hex);
}

void set_text(char **field, const char *value)
{
    char *copy = mh_xstrdup(value);
    free(*field);
    *field = copy;
}

int64_t commit(struct mh_store *s)
{
    int64_t op = 0;
    ok(mh_store_commit(s, &op, help_err()));
    return op;
}

/* --- a usual content --- */

#define INSERT(table, row) ok(mh_store_insert(p->s, &mh_table_##table, &(row), help_err()))

static void fill_people(struct plan *p, int64_t sites[2], int64_t *member, int64_t *campaign)
{
    struct mh_member m;
    struct mh_site x;
    struct mh_campaign c;

    mh_row_init(&mh_table_members, &m);
    set_text(&m.code, "MOI");
    set_text(&m.name, "Mon groupe");
    INSERT(members, m);
    *member = m.id;
    mh_row_init(&mh_table_sites, &x);
    for (int i = 0; i < 2; i++) {
        x.id = 0;
        x.member_id = m.id;
        set_text(&x.code, i ? "RAB" : "CAS");
        set_text(&x.name, i ? "Rabat" : "Casablanca");
        INSERT(sites, x);
        sites[i] = x.id;
    }
    mh_row_init(&mh_table_campaigns, &c);
    c.year = 2027;
    set_text(&c.status, "ouverte");
    INSERT(campaigns, c);
    *campaign = c.id;
    mh_row_free(&mh_table_members, &m);
    mh_row_free(&mh_table_sites, &x);
    mh_row_free(&mh_table_campaigns, &c);
}

static void fill_products(struct plan *p)
{
    struct mh_maker k;
    struct mh_product d;

    mh_row_init(&mh_table_makers, &k);
    set_text(&k.code, "SOTHEMA");
    set_text(&k.name, "Un fabricant");
    INSERT(makers, k);
    mh_row_init(&mh_table_products, &d);
    d.maker_id = k.id;
    set_text(&d.reference, "P-1");
    set_text(&d.label, "Seringue 10 ml");
    d.price = 150;
    INSERT(products, d);
    mh_row_free(&mh_table_makers, &k);
    mh_row_free(&mh_table_products, &d);
}

void plan_fill(struct plan *p)
{
    int64_t sites[2], member, campaign;
    struct mh_article a;
    struct mh_need n;

    ok(mh_store_begin(p->s, "jeu d'essai", help_err()));
    fill_people(p, sites, &member, &campaign);
    fill_products(p);
    mh_row_init(&mh_table_articles, &a);
    mh_row_init(&mh_table_needs, &n);
    for (int i = 0; i < 2; i++) {
        a.id = 0;
        a.member_id = member;
        set_text(&a.reference, i ? "G-7" : "S-10");
        set_text(&a.label, i ? "GANT CHIRURGICAL 7,5" : "SERINGUE 10 ML");
        mh_row_derive(&mh_table_articles, &a);
        INSERT(articles, a);
        for (int k = 0; k < 2; k++) {
            n.id = 0;
            n.campaign_id = campaign;
            n.site_id = sites[k];
            n.article_id = a.id;
            n.occurrence = 1;
            set_text(&n.quantity, k ? "120" : "1000");
            n.price_ht = 1250;
            n.base_quantity = k ? 300 : 400;
            set_text(&n.supplier, "Fournisseur A");
            INSERT(needs, n);
        }
    }
    mh_row_free(&mh_table_articles, &a);
    mh_row_free(&mh_table_needs, &n);
    assert_int_equal(commit(p->s), 1);
}

/* --- chance --- */

uint32_t rnd(uint64_t *seed, uint32_t below)
{
    *seed += 0x9e3779b97f4a7c15u;
    return (uint32_t)(mh_hash64(seed, sizeof *seed, 1) >> 24) % below;
}


int64_t random_id(struct mh_store *s, const struct mh_table *t, uint64_t *seed)
{
    struct mh__stmt *st = NULL;
    int64_t n = 0, id = 0;

    mh__sql_from(&s->sql, "SELECT count(*)", mh__tab_of(s, t), "WHERE id >= 4294967296");
    ok(mh__stmt_take(s, mh_str_text(&s->sql), &st, help_err()));
    ok(mh__stmt_number(s, st, 0, &n, help_err()));
    if (n == 0)
        return 0;
    mh__sql_from(&s->sql, "SELECT id", mh__tab_of(s, t), "WHERE id >= 4294967296 ORDER BY id LIMIT 1 OFFSET $n");
    ok(mh__stmt_take(s, mh_str_text(&s->sql), &st, help_err()));
    mh__bind_int(s, st, "$n", rnd(seed, (uint32_t)n));
    ok(mh__stmt_number(s, st, 0, &id, help_err()));
    return id;
}

static const char *random_text(uint64_t *seed)
{
    static const char *const texts[] = {
        "A", "B", "C", "D", "E", "F", "G", "Éclat", "eclat", "œuvre", "x=1;y=2", "a>b", "3:abc;", "l'une\nl'autre", "\"cité\"",
        "مصنع", "-", ";", "=", "10 mL|20 mL", "' OR 1=1 --",
    };
    return texts[rnd(seed, sizeof texts / sizeof *texts)];
}

void random_field(struct mh_store *s, const struct mh_column *c, void *row, uint64_t *seed)
{
    static const char *const dates[] = { "2024-02-29", "2025-01-01", "2025-12-31" };
    static const char *const numbers[] = { "0", "1", "12.5", "1000", "0.000000001" };
    size_t n = 0;

    if (mh_is_text(c)) {
        char **text = mh_field_text(c, row);
        const char *v = NULL;
        if (!(c->flags & MH_REQUIRED) && rnd(seed, 3) == 0)
            v = NULL;
        else if (c->type == MH_DATE)
            v = strcmp(c->sql, "valid_to") == 0 || strcmp(c->sql, "valid_until") == 0 ? "2026-06-30" : dates[rnd(seed, 3)];
        else if (c->type == MH_DECIMAL)
            v = numbers[rnd(seed, 5)];
        else if (c->type == MH_TEXT)
            v = random_text(seed);
        else {
            while (c->choices[n].code)
                n++;
            v = c->choices[rnd(seed, (uint32_t)n)].code;
        }
        set_text(text, v);
        return;
    }
    int64_t *v = mh_field_int(c, row);
    if (!(c->flags & MH_REQUIRED) && rnd(seed, 3) == 0)
        *v = MH_UNKNOWN;
    else if (c->type == MH_REF)
        *v = random_id(s, c->ref, seed);
    else if (c->type == MH_BOOL)
        *v = rnd(seed, 2);
    else if (strcmp(c->sql, "year") == 0)
        *v = 2000 + rnd(seed, 200);
    else
        *v = rnd(seed, 1000);
    if (c->type == MH_REF && *v == 0)
        *v = MH_UNKNOWN;
}

void seal(struct mh_received *r)
{
    r->origin = 1 + (r->origin & 0x3FFFFFFF); /* what the plan takes, whatever was drawn */
    r->number = 1 + (r->number & 0xFFFF);
    const struct mh_part_op op = { .origin = r->origin, .number = r->number, .author = r->author, .at = r->at, .command = r->command,
                                   .follows = r->follows ? r->follows : (char[]){ "" }, .payload = r->payload, .npayload = strlen(r->payload) };
    char hex[MH_SHA_HEX_SIZE];

    mh__part_digest(&op, r->scope, hex);
    mh_xset(&r->digest, hex);
}

bool random_row(struct mh_store *s, const struct mh_table *t, void *row, uint64_t *seed)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (strcmp(c->sql, "match_key") == 0)
            continue;
        random_field(s, c, row, seed);
        if (c->flags & MH_REQUIRED && !mh_value_known(c, row))
            return false;
    }
    const struct mh_column *origin = mh_table_column(t, "origin");
    if (origin && strcmp(origin->sql, "origin") == 0)
        set_text(mh_field_text(origin, row), "propre");
    const struct mh_column *ttc = mh_table_column(t, "price_ttc");
    if (ttc)
        *mh_field_int(ttc, row) = MH_UNKNOWN;
    mh_row_derive(t, row);
    if (t == &mh_table_received)
        seal(row);
    return t != &mh_table_families || ((struct mh_family *)row)->code;
}

/* --- all there is --- */

static void add_rows(struct mh_store *s, const struct mh_table *t, struct mh_str *out)
{
    struct mh_cursor *c = NULL;
    void *row = mh_xcalloc(1, t->row_size);
    bool got = false;

    mh_row_init(t, row);
    ok(mh_cursor_open(s, t, NULL, true, &c, help_err()));
    while (mh_cursor_next(c, row, &got, help_err()) == MH_OK && got) {
        mh_str_addf(out, "%s %" PRId64, t->name, *(int64_t *)row);
        for (size_t i = 0; i < t->ncolumns; i++) {
            mh_str_addc(out, '\t');
            mh_str_add(out, mh_value_known(&t->columns[i], row) ? "" : "(inconnu)");
            mh_value_text(&t->columns[i], row, out);
        }
        mh_str_addc(out, '\n');
    }
    mh_cursor_close(c);
    mh_row_free(t, row);
    free(row);
}

char *content(struct mh_store *s)
{
    struct mh_str out = MH_STR_INIT;

    for (size_t i = 0; mh_tables[i]; i++)
        add_rows(s, mh_tables[i], &out);
    return mh_str_take(&out);
}

size_t verify(struct mh_store *s, char *first, size_t size)
{
    struct mh_diags d = MH_DIAGS_INIT;

    ok(mh_store_verify(s, NULL, &d, help_err()));
    size_t n = d.list.len;
    if (first)
        snprintf(first, size, "%s", n ? d.list.at[0].message : "");
    mh_diags_free(&d);
    return n;
}

struct plan plan;

int plan_setup(void **state)
{
    (void)state;
    plan_make(&plan);
    plan_fill(&plan);
    plan_keep(&plan);
    plan_open(&plan, "essai");
    return 0;
}

int plan_teardown(void **state)
{
    (void)state;
    plan_free(&plan);
    return 0;
}

int plan_fresh(void **state)
{
    (void)state;
    plan_again(&plan, "essai");
    return 0;
}
