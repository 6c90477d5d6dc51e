-- Operations received in other plans' parts, as they came: what their origin did, without prices nor suppliers, hashed in a chain of its
-- own. payload is as src/store/share.c says; links tells which row of this plan each of their rows is.
CREATE TABLE received (
    id          INTEGER PRIMARY KEY,
    from_origin INTEGER NOT NULL CHECK (from_origin BETWEEN 1 AND 2147483647),
    chosen      TEXT NOT NULL,                 -- what was chosen from that plan: one chain each
    op_number   INTEGER NOT NULL CHECK (op_number >= 1), -- in its origin; what had nothing to share is left out
    author      TEXT NOT NULL,
    at          TEXT NOT NULL,
    command     TEXT NOT NULL,
    created     INTEGER NOT NULL CHECK (created >= 0),
    updated     INTEGER NOT NULL CHECK (updated >= 0),
    removed     INTEGER NOT NULL CHECK (removed >= 0),
    follows     TEXT,                          -- digest of the one before, hexadecimal; NULL: the first
    digest      TEXT NOT NULL,
    payload     TEXT NOT NULL,
    links       TEXT,
    UNIQUE (from_origin, chosen, op_number)
) STRICT;

-- One field said otherwise here and there, neither knowing of the other.
CREATE TABLE conflicts (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,                   -- table of the row, French name
    row_id    INTEGER NOT NULL,
    subject   TEXT NOT NULL,                   -- as people name the row
    field     TEXT NOT NULL,                   -- canonical name of the column
    ours      TEXT,                            -- what stands
    theirs    TEXT,
    base      TEXT,                            -- what both knew
    author    TEXT,                            -- who said theirs
    said_on   TEXT,
    state     TEXT NOT NULL CHECK (state IN ('ouvert', 'réglé')),
    choice    TEXT CHECK (choice IN ('nôtre', 'leur')),
    kind_fold    TEXT NOT NULL,
    subject_fold TEXT NOT NULL,
    field_fold   TEXT NOT NULL,
    theirs_fold  TEXT
) STRICT;
CREATE UNIQUE INDEX conflicts_key ON conflicts (kind, row_id, field, coalesce(theirs, ''));
