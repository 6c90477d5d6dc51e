-- The coordinator's desk: what each group owes the plan of a year, and what makers were asked.
CREATE TABLE parts (
    id           INTEGER PRIMARY KEY,
    year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    member_id    INTEGER NOT NULL REFERENCES members (id),
    status       TEXT CHECK (status IN ('brouillon', 'transmis', 'à corriger', 'accepté')),
    asked_on     TEXT CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_on       TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reminded_on  TEXT CHECK (reminded_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    received_on  TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    rejected     INTEGER CHECK (rejected >= 0), -- rows refused at the group's last import
    validated_on TEXT CHECK (validated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    validated_by TEXT,
    remarks      TEXT,
    UNIQUE (year, member_id)
) STRICT;
CREATE INDEX parts_member ON parts (member_id);

CREATE TABLE requests (
    id          INTEGER PRIMARY KEY,
    year        INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    maker_id    INTEGER NOT NULL REFERENCES makers (id),
    sent_on     TEXT CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_on      TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reminded_on TEXT CHECK (reminded_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    answered_on TEXT CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    remarks     TEXT,
    UNIQUE (year, maker_id)
) STRICT;
CREATE INDEX requests_maker ON requests (maker_id);
