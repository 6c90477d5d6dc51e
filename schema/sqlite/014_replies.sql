-- What makers answer to a demande d'information, article by article; nobody asks again this year what was answered.
CREATE TABLE replies (
    id              INTEGER PRIMARY KEY,
    year            INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    maker_id        INTEGER NOT NULL REFERENCES makers (id),
    family          TEXT NOT NULL,
    family_fold     TEXT NOT NULL,
    specs_fold      TEXT,
    specs           TEXT, -- what was asked, in the specification grammar
    volume          TEXT, -- as it was told to the maker
    answer          TEXT NOT NULL,
    reference       TEXT,
    label           TEXT,
    given           TEXT, -- what the maker says of its product, in the same grammar
    unit            TEXT,
    pack            TEXT,
    capacity        INTEGER CHECK (capacity >= 0),
    capacity_q1     INTEGER CHECK (capacity_q1 >= 0),
    capacity_q2     INTEGER CHECK (capacity_q2 >= 0),
    capacity_q3     INTEGER CHECK (capacity_q3 >= 0),
    capacity_q4     INTEGER CHECK (capacity_q4 >= 0),
    min_quantity    INTEGER CHECK (min_quantity >= 0),
    lead_days       INTEGER CHECK (lead_days >= 0),
    registration    TEXT,
    registration_to TEXT CHECK (registration_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    integration     INTEGER CHECK (integration BETWEEN 0 AND 1000),
    proof           TEXT,
    remarks         TEXT,
    received_on     TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE UNIQUE INDEX replies_key ON replies (year, maker_id, family, coalesce(specs, ''));
CREATE INDEX replies_maker ON replies (maker_id);
