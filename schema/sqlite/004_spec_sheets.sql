-- Fiches techniques types: the usual specifications of a family, as a group's pharmacists adopt them. An adopted version is never changed
-- in place: a change is a new version; of several adopted ones the highest counts.
CREATE TABLE spec_sheets (
    id          INTEGER PRIMARY KEY,
    member_id   INTEGER NOT NULL REFERENCES members (id),
    family      TEXT NOT NULL,                 -- code
    version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),
    specs       TEXT NOT NULL,                 -- in the specification grammar, as the reader writes it
    status      TEXT NOT NULL CHECK (status IN ('proposée', 'adoptée', 'retirée')),
    author      TEXT,
    given_on    TEXT CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason      TEXT,
    based_on    TEXT,
    family_fold TEXT NOT NULL,
    UNIQUE (member_id, family, version)
) STRICT;
