-- Problems that someone explained: why the row is right as it is. `seen` holds the sentences that were explained, one per line;
-- another sentence of the same rule and subject is an open problem again.
CREATE TABLE explanations (
    id         INTEGER PRIMARY KEY,
    rule       TEXT NOT NULL,
    member     TEXT,                           -- code of the group; NULL: registry, lexicon
    subject    TEXT,                           -- reference or code, without one the label
    note       TEXT NOT NULL,
    author     TEXT,
    written_on TEXT CHECK (written_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    seen       TEXT,
    rule_fold    TEXT NOT NULL,
    subject_fold TEXT
) STRICT;
CREATE UNIQUE INDEX explanations_key ON explanations (rule, coalesce(member, ''), coalesce(subject, ''));
CREATE INDEX explanations_order ON explanations (rule_fold, subject_fold);
