-- Frozen plans: what a closed version of a year's plan said, as it said it, and the registry and opinions that it rested on. Written when a
-- plan is frozen, never changed; nothing here refers to rows that live on.
CREATE TABLE versions (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,            -- 2027-V1
    year      INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    version   TEXT NOT NULL,                   -- V1, V1.1...
    reason    TEXT,                            -- why it was opened again; NULL: the first
    opened_on TEXT CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- of a revision
    opened_by TEXT,
    frozen_on TEXT CHECK (frozen_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- NULL: being revised
    frozen_by TEXT,
    needs     INTEGER,
    articles  INTEGER,
    makers    INTEGER,                         -- of the registry as it was
    products  INTEGER,
    ranges    INTEGER,
    certificates INTEGER,
    explained INTEGER,                         -- problems that somebody had explained
    code_fold TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX versions_order ON versions (code_fold, code);

CREATE TABLE frozen_lines (
    id           INTEGER PRIMARY KEY,
    version_id   INTEGER NOT NULL REFERENCES versions (id),
    article_id   INTEGER NOT NULL,             -- no reference: articles live on
    member       TEXT,
    reference    TEXT,
    label        TEXT NOT NULL,
    unit         TEXT,
    pack         TEXT,
    family       TEXT,
    family_name  TEXT,
    emdn         TEXT,
    hs           TEXT,
    specs        TEXT,                         -- the reading, in the specification grammar
    plain        TEXT,                         -- the same for readers
    rest         TEXT,
    state        TEXT NOT NULL,
    needs        INTEGER,
    uncounted    INTEGER,                      -- needs whose volume is not known
    sites        TEXT,                         -- codes joined by |
    volume       INTEGER,
    base_unit    TEXT,
    q1           INTEGER,
    q2           INTEGER,
    q3           INTEGER,
    q4           INTEGER,
    origins      TEXT,
    maker        TEXT,
    maker_name   TEXT,
    maker_city   TEXT,
    maker_status TEXT,
    maker_role   TEXT,
    product      TEXT,
    product_label TEXT,
    product_id   INTEGER,
    verdict      TEXT,
    score        INTEGER,
    who          TEXT,
    reason       TEXT,
    told         TEXT,                         -- the reason without the group's own words
    next_step    TEXT,
    clearance    TEXT,
    cert_number  TEXT,
    cert_to      TEXT,
    capacity     INTEGER,
    lead_days    INTEGER,
    verified_on  TEXT,
    norm         INTEGER,                      -- 1: a norm is asked for without a proof
    nearest      TEXT,
    leads        TEXT,
    amount       INTEGER,                      -- private, as the supplier
    supplier     TEXT,
    UNIQUE (version_id, article_id)
) STRICT;

CREATE TABLE frozen_records (
    id         INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    kind       TEXT NOT NULL CHECK (kind IN ('fabricant', 'produit', 'certificat', 'avis')),
    source_id  INTEGER NOT NULL,               -- the row as it lives on
    name       TEXT,
    facts      TEXT,                           -- "column: value", a line each
    secret     TEXT,                           -- prices: private
    UNIQUE (version_id, kind, source_id)
) STRICT;
