-- What a version says when it is frozen, all of it: candidates with their reasons, specifications read, problems, and the sheets that are made
-- of the whole plan. Plans frozen before have lines only. As before nothing here refers to rows that live on.
ALTER TABLE versions ADD COLUMN operations INTEGER; -- of the journal, the freezing included; NULL: frozen before this migration
ALTER TABLE versions ADD COLUMN members INTEGER;    -- groups of the plan then
-- Articles that read the same share candidates and specifications: those of which line; NULL: it has none.
ALTER TABLE frozen_lines ADD COLUMN candidates_of INTEGER;
ALTER TABLE frozen_lines ADD COLUMN specs_of INTEGER;

CREATE TABLE frozen_products (
    id            INTEGER PRIMARY KEY,
    version_id    INTEGER NOT NULL REFERENCES versions (id),
    product_id    INTEGER NOT NULL,            -- no reference: products live on
    family        TEXT NOT NULL,               -- clearance and base unit are of a family
    maker         TEXT,
    maker_name    TEXT,
    maker_city    TEXT,
    maker_status  TEXT,
    maker_role    TEXT,
    reference     TEXT,
    label         TEXT,
    clearance     TEXT,
    cert_number   TEXT,
    cert_to       TEXT,
    certified     INTEGER,
    capacity      INTEGER,
    capacity_base INTEGER,
    lead_days     INTEGER,
    verified_on   TEXT,
    UNIQUE (version_id, product_id, family)
) STRICT;

CREATE TABLE frozen_candidates (
    id          INTEGER PRIMARY KEY,
    version_id  INTEGER NOT NULL REFERENCES versions (id),
    article_id  INTEGER NOT NULL,
    rank        INTEGER NOT NULL,
    product_id  INTEGER,
    verdict     TEXT,
    score       INTEGER,
    who         TEXT,
    rejected    INTEGER,
    excluded    INTEGER,
    told        TEXT,                          -- the reason without the group's own words
    reason      TEXT,                          -- with them; NULL: the same
    opinion     TEXT,
    lacks       TEXT,
    lacks_kinds INTEGER,
    UNIQUE (version_id, article_id, rank)
) STRICT;

CREATE TABLE frozen_specs (
    id         INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    article_id INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    attribute  TEXT NOT NULL,
    wanted     TEXT,
    source     TEXT,
    sheet      INTEGER,
    words      TEXT,
    offered    TEXT,                           -- by the best product; NULL: there is none
    result     TEXT,
    difference TEXT,
    UNIQUE (version_id, article_id, place)
) STRICT;

CREATE TABLE frozen_problems (
    id         INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    place      INTEGER NOT NULL,
    severity   TEXT,
    rule       TEXT NOT NULL,
    member     TEXT,
    reference  TEXT,
    label      TEXT,
    sentence   TEXT,
    suggestion TEXT,
    status     TEXT,
    note       TEXT,
    UNIQUE (version_id, place)
) STRICT;

-- Sheets that are made of the whole plan, row by row as they were told to the association or to one group.
CREATE TABLE frozen_rows (
    id         INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    sheet      TEXT NOT NULL,
    reader     TEXT NOT NULL,                  -- whose report it stands in: plan, member=CODE
    place      INTEGER NOT NULL,               -- 0: the names of the columns
    cells      TEXT NOT NULL,                  -- joined by tabs
    UNIQUE (version_id, sheet, reader, place)
) STRICT;
