#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H
/* The migrations (schema/sqlite/NNN_name.sql), embedded by scripts/embed-schema.sh; ended by number 0. */
struct mh__migration {
    int number; /* from 1, without gaps: the plan's version once it was applied */
    const char *name, *sql;
};

extern const struct mh__migration mh__migrations[];

#endif
