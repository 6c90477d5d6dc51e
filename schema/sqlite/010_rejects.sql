-- Lines of needs that an import refused, kept until the group's next import so that its acknowledgement can say them. Not journaled: the
-- plan does not hold them, and nothing follows from them.
CREATE TABLE rejects (
    id         INTEGER PRIMARY KEY,
    year       INTEGER NOT NULL,
    member_id  INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    file       TEXT NOT NULL,
    line       INTEGER,
    reference  TEXT,
    label      TEXT,
    place      TEXT,                            -- column, as the file names it
    value      TEXT,
    reason     TEXT NOT NULL,
    suggestion TEXT,
    said_on    TEXT NOT NULL
) STRICT;
CREATE INDEX rejects_member ON rejects (member_id, year);
