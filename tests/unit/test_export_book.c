/* Workbooks: what their parts hold, what may not leave, what happens when writing fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "export/export.h"

#define S(x) ((char *)(uintptr_t)(x)) /* rows own their texts; nothing here frees or writes them */

static char dir[256];

/* --- reading back --- */

static unsigned char *slurp(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    struct stat st;

    assert_non_null(f);
    assert_int_equal(fstat(fileno(f), &st), 0);
    unsigned char *data = malloc((size_t)st.st_size + 1);
    assert_non_null(data);
    *n = fread(data, 1, (size_t)st.st_size, f);
    data[*n] = '\0';
    fclose(f);
    return data;
}

static uint32_t le(const unsigned char *p, int n)
{
    uint32_t v = 0;
    while (n-- > 0)
        v = v << 8 | p[n];
    return v;
}

/* The text of the part so named, or, name NULL, of all parts together; NULL when there is none. The caller frees. */
static char *part(const char *path, const char *name)
{
    size_t n;
    unsigned char *zip = slurp(path, &n), *end = zip + n - 22;
    struct mh_str all = MH_STR_INIT;

    assert_int_equal(le(end, 4), 0x06054b50);
    unsigned char *e = zip + le(end + 16, 4);
    for (uint32_t i = 0; i < le(end + 10, 2); i++) {
        uint32_t packed = le(e + 20, 4), size = le(e + 24, 4), len = le(e + 28, 2);
        unsigned char *local = zip + le(e + 42, 4), *from = local + 30 + le(local + 26, 2) + le(local + 28, 2);
        if (!name || (strlen(name) == len && memcmp(e + 46, name, len) == 0)) {
            char *text = malloc(size + 1);
            z_stream z = { .next_in = from, .avail_in = packed, .next_out = (Bytef *)text, .avail_out = size };
            assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
            assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
            inflateEnd(&z);
            mh_str_addn(&all, text, size);
            free(text);
        }
        e += 46 + len + le(e + 30, 2) + le(e + 32, 2);
    }
    free(zip);
    return all.data;
}

static void holds(const char *path, const char *name, const char *text)
{
    char *p = part(path, name);
    if (!p || !strstr(p, text))
        fail_msg("%s: « %s » manque", name ? name : "classeur", text);
    free(p);
}

static void lacks(const char *path, const char *name, const char *text)
{
    char *p = part(path, name);
    if (p && strstr(p, text))
        fail_msg("%s: « %s » n'y a pas sa place", name ? name : "classeur", text);
    free(p);
}

/* --- a small plan --- */

enum { NPLAN = 3 };
struct fixture {
    struct mh_rep_plan plan[NPLAN];
    struct mh_rep_candidate candidate[2];
    struct mh_rep_spec spec[1];
    struct mh_rep_gap gap[1];
    struct mh_rep_problem problem[1];
    struct mh_rep_journal journal[1];
    struct mh_synthesis synthesis;
    struct mh_array array[6];
    struct mh_workbook w;
    char path[300];
};

static void fill(struct fixture *f)
{
    f->plan[0] = (struct mh_rep_plan){ .id = 1, .member = S("CHU-SECRET"), .reference = S("00042"), .label = S("=SOMME(A1)"),
        .family_name = S("Sonde vésicale"), .specs = S("calibre = 18 CH"), .volume = 1200, .volume_text = S("1 200"), .unit = S("unité"),
        .sites = 3, .groups = 2, .state = S("Concordant"), .product = S("P-1"), .maker = S("Promamec"), .verdict = S("Concordant"),
        .clearance = S("enregistré"), .reason = S("calibre ✓"), .score = 90, .amount = 123450, .supplier = S("FournisseurSecret"),
        .rest = S("MOTSECRET"), .link = S("a1") };
    f->plan[1] = (struct mh_rep_plan){ .id = 2, .member = S("CHU-SECRET"), .reference = S("R2"), .label = S("LIBELLESECRET \xE9\x01"),
        .family_name = S("Gant"), .volume = 98765, .volume_text = S("~ 100 000"), .unit = S("paire"), .sites = 1, .groups = 1,
        .state = S("À interroger"), .score = MH_UNKNOWN, .amount = 50, .link = S("a2") };
    f->plan[2] = (struct mh_rep_plan){ .id = 3, .reference = S("R3"), .label = S("a & <b>"), .family_name = S("Lit"), .volume = MH_UNKNOWN,
        .volume_text = S(""), .sites = 1, .groups = 1, .state = S("Sans fabricant recensé"), .score = MH_UNKNOWN, .amount = MH_UNKNOWN };
    for (int i = 0; i < 2; i++)
        f->candidate[i] = (struct mh_rep_candidate){ .id = i + 1, .member = S("CHU-SECRET"), .reference = S("00042"), .label = S("LIBELLESECRET"),
            .family_name = S("Sonde vésicale"), .rank = i + 1, .maker = S("Promamec"), .product = S("P-1"), .verdict = S("Concordant"),
            .certificate_to = S("2029-03-31"), .score = 90, .capacity = MH_UNKNOWN, .lead_days = 30, .link = S("a1") };
    f->spec[0] = (struct mh_rep_spec){ .id = 1, .reference = S("00042"), .label = S("LIBELLESECRET"), .family_name = S("Sonde"),
        .attribute = S("calibre"), .wanted = S("18 CH"), .source = S("lu"), .offered = S("18 CH"), .result = S("respectée") };
    f->gap[0] = (struct mh_rep_gap){ .id = 1, .state = S("Sans fabricant recensé"), .family_name = S("Lit"), .specs = S("sections = 4"),
        .unit = S("unité"), .volume = 7654, .volume_text = S("~ 8 000"), .volume_q = { 7651, 1, 1, 1 }, .groups = 2, .searched = S("2026-11-21") };
    f->problem[0] = (struct mh_rep_problem){ .id = 1, .severity = S("erreur"), .rule = S("unite-inconnue"), .member = S("CHU-SECRET"),
        .reference = S("R2"), .label = S("LIBELLESECRET"), .sentence = S("« LIBELLESECRET » sans unité"),
        .suggestion = S("écrire SUGGESTIONSECRETE"), .date = S("2026-11-20"), .status = S("expliquée"), .note = S("NOTESECRETE"), .count = 4 };
    f->journal[0] = (struct mh_rep_journal){ .id = 1, .at = S("2026-11-20T14:32:00"), .author = S("auteursecret"),
                                             .command = S("import needs CHU-SECRET.csv"), .digest = S("ab12"), .number = 1, .created = 40 };
    f->synthesis = (struct mh_synthesis){ .year = 2027, .perimeter = S("3 groupes & leurs sites"), .date = S("2026-11-21"), .articles = 3,
        .state = { [MH_STATE_MATCH] = 1, [MH_STATE_LEAD] = 1, [MH_STATE_NONE] = 1 }, .buyable = 1, .ntop = 1, .nblocks = 1 };
    f->synthesis.top[0] = (struct mh_top){ S("Lit"), S("sections = 4"), NULL, S("~ 8 000"), S("unité"), S("Sans fabricant recensé"), 7654, 2 };
    f->synthesis.blocks[0].cause = "Enregistrement absent";
    f->synthesis.blocks[0].who = "AMMPS";
    f->synthesis.blocks[0].articles = 2;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    fill(f);
    const struct { const char *key; const struct mh_table *t; const void *rows; size_t n; } src[] = {
        { "plan", &mh_rep_plan_table, f->plan, NPLAN }, { "candidates", &mh_rep_candidate_table, f->candidate, 2 },
        { "specs", &mh_rep_spec_table, f->spec, 1 }, { "gaps", &mh_rep_gap_table, f->gap, 1 },
        { "problems", &mh_rep_problem_table, f->problem, 1 }, { "journal", &mh_rep_journal_table, f->journal, 1 },
    };
    f->w = (struct mh_workbook){ .scope = MH_SCOPE_MEMBER, .with_private = true, .title = "Plan du CHU-SECRET", .author = "auteursecret",
                                 .now = "2026-11-21T10:00:00", .version = "V1", .lang = "fr", .synthesis = &f->synthesis };
    for (size_t i = 0; i < 6; i++) {
        f->array[i] = (struct mh_array){ src[i].t, src[i].rows, src[i].n, 0 };
        f->w.source[mh_sheet_index(src[i].key)] = mh_rows_array(&f->array[i]);
    }
    snprintf(f->path, sizeof f->path, "%s/plan.xlsx", dir);
    unlink(f->path);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    unlink(f->path);
    free(f);
    return 0;
}

static void rewind_all(struct fixture *f)
{
    for (size_t i = 0; i < 6; i++)
        f->array[i].at = 0;
}

static void export_ok(struct fixture *f, const struct mh__limits *limits)
{
    struct mh_err err = MH_ERR_INIT;

    rewind_all(f);
    enum mh_rc rc = mh__export(f->path, &f->w, limits ? limits : &mh__limits, NULL, &err);
    if (rc != MH_OK)
        fail_msg("%s", err.msg);
}

static int files_in_dir(void)
{
    DIR *d = opendir(dir);
    int n = 0;

    for (struct dirent *e; (e = readdir(d)) != NULL;)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

/* --- content --- */

/* The year before is told in articles: its states when it was frozen, what came and went in any case; nothing when there is none. */
static void the_note_and_the_year_before(void **state)
{
    struct fixture *f = *state;
    export_ok(f, NULL);
    lacks(f->path, "xl/sharedStrings.xml", "Depuis le plan");
    f->synthesis.before.year = 2026;
    f->synthesis.before.added = 41;
    f->synthesis.before.left = 7;
    export_ok(f, NULL);
    holds(f->path, "xl/sharedStrings.xml", "Depuis le plan 2026, articles ajoutés : 41 ; retirés : 7. Ce plan n’a pas été figé");
    lacks(f->path, "xl/sharedStrings.xml", "<t>2026</t>");
    f->synthesis.before.frozen = true;
    f->synthesis.before.state[MH_STATE_NONE] = 5208;
    f->synthesis.before.state[MH_STATE_MATCH] = 2;
    export_ok(f, NULL);
    holds(f->path, "xl/sharedStrings.xml", "<t>2026</t>");
    lacks(f->path, "xl/sharedStrings.xml", "pas été figé");
    holds(f->path, "xl/worksheets/sheet1.xml", "<v>5210</v>"); /* the sum of then, its value stored */
    holds(f->path, "xl/worksheets/sheet1.xml", "fitToPage=\"1\""); /* one by one, unless it says otherwise */
    lacks(f->path, "xl/worksheets/sheet1.xml", "fitToHeight");
}

static void sheets_and_order(void **state)
{
    struct fixture *f = *state;
    export_ok(f, NULL);
    holds(f->path, "xl/workbook.xml",
          "<sheet name=\"Note de synthèse\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Plan\" sheetId=\"2\" r:id=\"rId2\"/>"
          "<sheet name=\"Concordances\" sheetId=\"3\"");
    holds(f->path, "xl/workbook.xml", "name=\"Lisez-moi\"");
    lacks(f->path, "xl/workbook.xml", "Par fabricant"); /* no source, no sheet */
    f->w.lang = "en";
    export_ok(f, NULL);
    holds(f->path, "xl/workbook.xml", "<sheet name=\"Matches\"");
    f->w.synthesis = NULL;
    export_ok(f, NULL);
    lacks(f->path, "xl/workbook.xml", "Summary");
}

static void typed_cells(void **state)
{
    struct fixture *f = *state;
    export_ok(f, NULL);
    holds(f->path, "xl/worksheets/sheet2.xml", "<v>1200</v>");          /* a quantity */
    holds(f->path, "xl/worksheets/sheet2.xml", "<v>1234.5</v>");        /* money */
    holds(f->path, "xl/worksheets/sheet3.xml", "<v>47208</v>");         /* 31/03/2029 */
    holds(f->path, "xl/styles.xml", "dd/mm/yyyy");
    holds(f->path, "xl/styles.xml", "#,##0.00&quot; MAD&quot;");
    holds(f->path, "xl/sharedStrings.xml", "<t>00042</t>");
    holds(f->path, "xl/sharedStrings.xml", "<t>=SOMME(A1)</t>");        /* a text, not a formula */
    lacks(f->path, "xl/worksheets/sheet2.xml", "<f>SOMME");
    holds(f->path, "xl/sharedStrings.xml", ">LIBELLESECRET \xEF\xBF\xBD </t>"); /* repaired; its control character is a space */
    holds(f->path, "xl/sharedStrings.xml", "<t>a &amp; &lt;b&gt;</t>");
    holds(f->path, "xl/sharedStrings.xml", "<t>inconnue</t>");
}

static void grid_furniture(void **state)
{
    struct fixture *f = *state;
    static const char sheet[] = "xl/worksheets/sheet2.xml";
    export_ok(f, NULL);
    holds(f->path, sheet, "<pane xSplit=\"2\" ySplit=\"5\" topLeftCell=\"C6\" activePane=\"bottomRight\" state=\"frozen\"/>");
    holds(f->path, sheet, "<f>SUBTOTAL(109,T_plan[Montant HT])</f><v>1235</v>");
    holds(f->path, sheet, "<f>SUBTOTAL(103,T_plan[Désignation])</f><v>3</v>");
    holds(f->path, sheet, "operator=\"equal\"><formula>\"Concordant\"</formula>");
    holds(f->path, sheet, "orientation=\"landscape\"");
    holds(f->path, sheet, "paperSize=\"9\"");
    holds(f->path, sheet, "fitToHeight=\"0\"");
    holds(f->path, sheet, "Page &amp;P / &amp;N");
    holds(f->path, sheet, "numberStoredAsText=\"1\"");
    holds(f->path, sheet, "<tablePart ");
    holds(f->path, NULL, "displayName=\"T_plan\" ref=\"A5:");
    holds(f->path, NULL, "<autoFilter ref=\"A5:");
    holds(f->path, "xl/workbook.xml", "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">Plan!$5:$5</definedName>");
    holds(f->path, "xl/workbook.xml", "name=\"_xlnm.Print_Area\" localSheetId=\"1\">Plan!$A$1:");
    holds(f->path, "xl/worksheets/sheet1.xml", "fitToPage=\"1\"");
    holds(f->path, "xl/charts/chart1.xml", "<c:barDir val=\"bar\"/>");
}

static void links_both_ways(void **state)
{
    struct fixture *f = *state;
    export_ok(f, NULL);
    holds(f->path, "xl/worksheets/sheet2.xml", "<hyperlink ref=\"A6\" location=\"'Concordances'!A6\"");
    holds(f->path, "xl/worksheets/sheet3.xml", "<hyperlink ref=\"A6\" location=\"'Plan'!A6\"");
    holds(f->path, "xl/worksheets/sheet3.xml", "<hyperlink ref=\"A7\" location=\"'Plan'!A6\"");
    lacks(f->path, "xl/worksheets/sheet2.xml", "<hyperlink ref=\"A7\"");
    f->plan[0].reference = NULL; /* the state carries it then */
    export_ok(f, NULL);
    holds(f->path, "xl/worksheets/sheet2.xml", "<hyperlink ref=\"G6\" location=\"'Concordances'!A6\"");
    lacks(f->path, "xl/worksheets/sheet2.xml", "<hyperlink ref=\"A6\"");
    struct mh__limits few = mh__limits;
    few.links = 2; /* the plan has three rows */
    export_ok(f, &few);
    lacks(f->path, NULL, "<hyperlink ");
    holds(f->path, "xl/sharedStrings.xml", "Trop de lignes pour les liens");
}

static void properties(void **state)
{
    struct fixture *f = *state;
    export_ok(f, NULL);
    holds(f->path, "docProps/core.xml", "<dc:title>Plan du CHU-SECRET 2027</dc:title>");
    holds(f->path, "docProps/core.xml", "<dc:creator>auteursecret</dc:creator>");
    holds(f->path, "docProps/core.xml", ">2026-11-21T10:00:00Z</dcterms:created>");
}

static void same_bytes(void **state)
{
    struct fixture *f = *state;
    size_t n1, n2, n3;

    export_ok(f, NULL);
    unsigned char *one = slurp(f->path, &n1);
    export_ok(f, NULL);
    unsigned char *two = slurp(f->path, &n2);
    f->w.now = "2026-11-22T10:00:00";
    export_ok(f, NULL);
    unsigned char *three = slurp(f->path, &n3);
    assert_int_equal(n1, n2);
    assert_memory_equal(one, two, n1);
    assert_true(n1 != n3 || memcmp(one, three, n1) != 0);
    free(one);
    free(two);
    free(three);
}

/* --- what may not leave --- */

static void wide_scope_keeps_secrets(void **state)
{
    static const char *const secrets[] = { "SECRET", "secret", "00042", "SOMME", "1234", "98765", "7654", "7651", "Montant", "Fournisseur actuel" };
    struct fixture *f = *state;

    for (int scope = MH_SCOPE_PLAN; scope <= MH_SCOPE_GAPS; scope++) {
        f->w.scope = (enum mh_scope)scope; /* with_private stays true: it does not open a wide scope */
        export_ok(f, NULL);
        for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
            lacks(f->path, NULL, secrets[i]);
        if (scope == MH_SCOPE_GAPS)
            lacks(f->path, "xl/workbook.xml", "Spécifications");
        if (scope == MH_SCOPE_PLAN)
            holds(f->path, "xl/workbook.xml", "Spécifications");
        if (scope == MH_SCOPE_PLAN)
            holds(f->path, "xl/sharedStrings.xml", "<t>import</t>"); /* of a command, the first word */
        holds(f->path, "xl/sharedStrings.xml", "~ 8 000");
        holds(f->path, "xl/sharedStrings.xml", "ni commande, ni négociation commune");
        holds(f->path, "docProps/core.xml", "<dc:creator>Mahalli</dc:creator>");
    }
    lacks(f->path, "xl/workbook.xml", "Journal"); /* the dossier for industry stands alone */
    holds(f->path, "xl/workbook.xml", "Faisable et sans fabricant");
}

static void prices_only_when_asked(void **state)
{
    struct fixture *f = *state;
    f->w.with_private = false;
    export_ok(f, NULL);
    lacks(f->path, NULL, "FournisseurSecret");
    lacks(f->path, NULL, "Montant HT");
    lacks(f->path, NULL, "1234.5");
    holds(f->path, "xl/sharedStrings.xml", "LIBELLESECRET");
}

/* --- size --- */

static void large_mode(void **state)
{
    struct fixture *f = *state;
    struct mh__limits few = mh__limits;

    few.large_rows = 2;
    export_ok(f, &few);
    lacks(f->path, NULL, "<tablePart");
    lacks(f->path, NULL, "<sst ");
    holds(f->path, "xl/worksheets/sheet2.xml", "<autoFilter ref=\"A5:");
    holds(f->path, "xl/worksheets/sheet2.xml", "ySplit=\"5\"");
    holds(f->path, "xl/worksheets/sheet2.xml", "<f>SUBTOTAL(103,B6:B8)</f><v>3</v>");
    holds(f->path, "xl/worksheets/sheet2.xml", "<hyperlink ref=\"A6\" location=\"'Concordances'!A6\"");
    holds(f->path, NULL, "pas les tableaux nommés");
}

static void rows_over_the_limit(void **state)
{
    struct fixture *f = *state;
    struct mh__limits few = { .large_rows = 20000, .part_rows = 2, .links = 65000 };

    for (int large = 0; large < 2; large++) {
        few.large_rows = large ? 1 : 20000;
        export_ok(f, &few);
        holds(f->path, "xl/workbook.xml", "<sheet name=\"Plan\" sheetId=\"2\" r:id=\"rId2\"/><sheet name=\"Plan (2)\" sheetId=\"3\"");
        holds(f->path, "xl/worksheets/sheet3.xml", large ? "SUBTOTAL(103,B6:B6)</f><v>1</v>" : "SUBTOTAL(103,T_plan_2[Désignation])</f><v>1</v>");
        lacks(f->path, "xl/workbook.xml", "Plan (3)");
    }
    f->w.source[mh_sheet_index("plan")].rows = 5; /* an upper estimate: the parts promised in vain are hidden */
    export_ok(f, &few);
    holds(f->path, "xl/workbook.xml", "<sheet name=\"Plan (3)\" sheetId=\"4\" state=\"hidden\"");
    f->w.source[mh_sheet_index("plan")].rows = 1; /* too low: another part is made */
    export_ok(f, &few);
    holds(f->path, "xl/workbook.xml", "Plan (2)");
}

static void no_rows(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < 6; i++) {
        f->array[i].n = 0;
    }
    for (int i = 0; mh_sheets[i]; i++)
        f->w.source[i].rows = 0;
    f->synthesis = (struct mh_synthesis){ 0 };
    export_ok(f, NULL);
    holds(f->path, "xl/sharedStrings.xml", "Aucune ligne.");
    lacks(f->path, NULL, "<tablePart");
}

/* Whatever the plan holds, the workbook is whole. */
static void hostile_values(void **state)
{
    struct fixture *f = *state;
    char *huge = malloc(200001);

    memset(huge, '\xE9', 200000);
    huge[200000] = '\0';
    f->plan[0].label = huge;
    f->plan[0].family_name = huge;
    f->plan[0].state = S("état inconnu");
    f->plan[0].volume = INT64_MAX;
    f->plan[0].amount = INT64_MAX;
    f->plan[0].link = huge;
    f->plan[1].volume = -5;
    f->plan[1].reference = S("");
    f->candidate[0].certificate_to = S("pas une date");
    f->candidate[0].link = huge;
    f->candidate[1].reference = NULL;
    f->journal[0].at = S("2026-13-45T99:99:99");
    f->synthesis.perimeter = huge;
    f->synthesis.top[0].specs = huge;
    f->synthesis.ntop = 99;
    f->synthesis.nblocks = 99;
    f->synthesis.state[0] = MH_UNKNOWN;
    f->w.title = huge;
    f->w.version = "V&1\n&P";
    f->w.author = huge;
    export_ok(f, NULL);
    assert_true(mh__zip_whole(f->path));
    holds(f->path, "xl/sharedStrings.xml", "pas une date");
    holds(f->path, "xl/sharedStrings.xml", "…");
    f->w.now = "hier";
    f->w.lang = NULL;
    f->w.version = NULL;
    export_ok(f, NULL);
    free(huge);
}

/* A locale with a decimal comma must not reach the file. Only where the system has one. */
static void decimal_comma_locale(void **state)
{
    static const char *const names[] = { "fr_FR.UTF-8", "fr_FR.utf8", "fr_MA.UTF-8", "de_DE.UTF-8", "de_DE.utf8" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names && !setlocale(LC_ALL, names[i]); i++)
        ;
    export_ok(f, NULL);
    setlocale(LC_ALL, "C");
    holds(f->path, "xl/worksheets/sheet2.xml", "<v>1234.5</v>");
    lacks(f->path, "xl/worksheets/sheet2.xml", "<v>1234,5</v>");
}

/* --- failures --- */

static void unwritable(void **state)
{
    struct fixture *f = *state;
    struct mh_err err = MH_ERR_INIT;
    char path[400];

    snprintf(path, sizeof path, "%s/absent/plan.xlsx", dir);
    assert_int_equal(mh_export_workbook(path, &f->w, NULL, &err), MH_EIO);
    assert_non_null(strstr(err.msg, path));
    assert_non_null(strstr(err.msg, "ce dossier n'existe pas"));
    mh_err_clear(&err);
    assert_int_equal(mh_export_workbook(dir, &f->w, NULL, &err), MH_EIO);
    assert_non_null(strstr(err.msg, "c'est un dossier"));
    mh_err_clear(&err);
    assert_int_equal(mh_export_workbook("/dev/null", &f->w, NULL, &err), MH_EIO);
    assert_int_equal(files_in_dir(), 0);
}

static void put(const char *path, const char *text)
{
    FILE *o = fopen(path, "w");
    assert_non_null(o);
    fputs(text, o);
    fclose(o);
}

static void still_there(const char *path, const char *text)
{
    size_t n;
    unsigned char *now = slurp(path, &n);
    assert_string_equal((char *)now, text);
    free(now);
}

static int open_files(void)
{
    int n = 0;
    for (int fd = 0; fd < 256; fd++)
        n += fcntl(fd, F_GETFD) != -1;
    return n;
}

/* Every size of disk up to one on which the workbook fits: an error with the path, the old file whole, nothing beside it, nothing on
 * the screen. */
static void disk_full(void **state)
{
    struct fixture *f = *state;
    struct mh_err err = MH_ERR_INIT;
    struct rlimit old, small;
    struct mh__limits limits = mh__limits;
    char screen[300];
    int failed = 0, before = open_files();

    snprintf(screen, sizeof screen, "%s/screen", dir);
    put(f->path, "avant");
    signal(SIGXFSZ, SIG_IGN);
    int kept = dup(2), fd = open(screen, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(fd, 2);
    close(fd);
    getrlimit(RLIMIT_FSIZE, &old);
    for (int large = 0; large < 2; large++)
        for (rlim_t size = 0; size <= 16000; size += size < 4096 ? 512 : 1531) {
            limits.large_rows = large ? 1 : 20000;
            rewind_all(f);
            small = old;
            small.rlim_cur = size;
            setrlimit(RLIMIT_FSIZE, &small);
            enum mh_rc rc = mh__export(f->path, &f->w, &limits, NULL, &err);
            setrlimit(RLIMIT_FSIZE, &old);
            if (rc != MH_OK) {
                failed++;
                assert_int_equal(rc, MH_EIO);
                assert_non_null(strstr(err.msg, f->path));
                still_there(f->path, "avant");
            } else {
                assert_true(mh__zip_whole(f->path));
                put(f->path, "avant");
            }
            assert_int_equal(files_in_dir(), 2);
            mh_err_clear(&err);
        }
    dup2(kept, 2);
    close(kept);
    signal(SIGXFSZ, SIG_DFL);
    assert_true(failed > 10);
    still_there(screen, "");
    unlink(screen);
    assert_true(open_files() <= before + 8); /* the library itself leaves a temporary file open when its zip cannot be written */
}

static bool stop(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)what, (void)done, (void)total;
    fprintf(stderr, "%s", "");
    return --*(int *)ctx > 0;
}

static void canceled(void **state)
{
    struct fixture *f = *state;
    struct mh_err err = MH_ERR_INIT;
    struct mh__limits few = mh__limits;
    int left = 1, before = open_files();
    struct mh_progress progress = { stop, &left };

    few.large_rows = 1;
    assert_int_equal(mh__export(f->path, &f->w, &few, &progress, &err), MH_ECANCELED);
    assert_int_equal(files_in_dir(), 0);
    assert_int_equal(open_files(), before);
}

static enum mh_rc broken(void *ctx, const void **row, struct mh_err *err)
{
    (void)ctx;
    *row = NULL;
    return mh_err_set(err, MH_EDAMAGED, "plan abîmé");
}

static void source_fails(void **state)
{
    struct fixture *f = *state;
    struct mh_err err = MH_ERR_INIT;

    f->w.source[mh_sheet_index("journal")].next = broken;
    assert_int_equal(mh_export_workbook(f->path, &f->w, NULL, &err), MH_EDAMAGED);
    assert_string_equal(err.msg, "Journal : plan abîmé");
    assert_int_equal(files_in_dir(), 0);
}

static void modes_and_links(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    char real[300];
    mode_t mask = umask(027);

    export_ok(f, NULL);
    assert_int_equal(stat(f->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    chmod(f->path, 0604);
    export_ok(f, NULL);
    stat(f->path, &st);
    assert_int_equal(st.st_mode & 0777, 0604);
    umask(mask);
    snprintf(real, sizeof real, "%s/real.xlsx", dir);
    assert_int_equal(rename(f->path, real), 0);
    assert_int_equal(symlink(real, f->path), 0);
    put(real, "avant");
    export_ok(f, NULL);
    assert_true(mh__zip_whole(real));
    assert_int_equal(lstat(f->path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    unlink(real);
}

static void cut_short(void **state)
{
    struct fixture *f = *state;
    size_t n;

    export_ok(f, NULL);
    assert_true(mh__zip_whole(f->path));
    unsigned char *all = slurp(f->path, &n);
    for (size_t size = 0; size < n; size += 701) {
        FILE *o = fopen(f->path, "wb");
        fwrite(all, 1, size, o);
        fclose(o);
        assert_false(mh__zip_whole(f->path));
    }
    free(all);
}

int main(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(dir, sizeof dir, "%s/mh_book_XXXXXX", tmp && strlen(tmp) < 200 ? tmp : "/tmp");
    if (!mkdtemp(dir))
        return 1;
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(the_note_and_the_year_before), T(sheets_and_order), T(typed_cells), T(grid_furniture), T(links_both_ways), T(properties), T(same_bytes),
        T(wide_scope_keeps_secrets), T(prices_only_when_asked), T(large_mode), T(rows_over_the_limit), T(no_rows), T(hostile_values),
        T(decimal_comma_locale), T(unwritable), T(disk_full), T(canceled), T(source_fails), T(modes_and_links), T(cut_short),
    };
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(dir);
    return rc;
}
