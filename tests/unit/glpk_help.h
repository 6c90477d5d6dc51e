#ifndef GLPK_HELP_H
#define GLPK_HELP_H
/* GLPK as a separate program, never linked: a linear model as text, glpsol's optimum back. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/model.h>

static inline void help_write_row(FILE *f, const struct mh_model *m, int row)
{
    int terms = 0;
    fprintf(f, " r%d%s:", row, m->row_upper[row] < MH_INFINITE ? "" : "l");
    for (int j = 0; j < m->ncols; j++)
        for (int k = m->start[j]; k < m->start[j + 1]; k++)
            if (m->row[k] == row && ++terms > 0)
                fprintf(f, "\n %+.17g x%d", m->value[k], j);
    fprintf(f, "%s\n %s %.17g\n", terms == 0 ? " 0 x0" : "", m->row_upper[row] < MH_INFINITE ? "<=" : ">=",
            m->row_upper[row] < MH_INFINITE ? m->row_upper[row] : m->row_lower[row]);
}

/* Rows with one bound only, columns from 0. */
static inline void help_write_lp(const struct mh_model *m, const char *path)
{
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return;
    fprintf(f, "Minimize\n obj:");
    for (int j = 0; j < m->ncols; j++)
        fprintf(f, "\n %+.17g x%d", m->cost[j], j);
    fprintf(f, "\nSubject To\n");
    for (int i = 0; i < m->nrows; i++)
        help_write_row(f, m, i);
    fprintf(f, "Bounds\n");
    for (int j = 0; j < m->ncols; j++)
        if (m->upper[j] < MH_INFINITE)
            fprintf(f, " 0 <= x%d <= %.17g\n", j, m->upper[j]);
    fprintf(f, "End\n");
    fclose(f);
}

static inline bool help_has_glpsol(void)
{
    return system("command -v glpsol > /dev/null 2>&1") == 0;
}

/* Of a test that is skipped without it: its name is the reason then, cmocka prints no other. */
static inline const char *help_glpk_name(const char *name)
{
    return help_has_glpsol() ? name : "glpsol n'est pas installé";
}

/* NaN when glpsol is not there or does not answer. */
static inline double help_glpsol(const struct mh_model *m, const char *folder)
{
    char path[600], command[2000], line[256];
    double best = (double)NAN;
    snprintf(path, sizeof path, "%s/m.lp", folder);
    help_write_lp(m, path);
    snprintf(command, sizeof command, "glpsol --lp %s --write %s/m.sol > /dev/null 2>&1 && grep '^s bas' %s/m.sol", path, folder, folder);
    FILE *f = popen(command, "r");
    if (f != NULL && fgets(line, sizeof line, f) != NULL && strrchr(line, ' ') != NULL)
        best = strtod(strrchr(line, ' '), NULL);
    if (f != NULL)
        pclose(f);
    return best;
}

#endif
