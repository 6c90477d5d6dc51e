-- What people decided of consolidation: an article put in a pool by hand, or kept alone. What the program pools is not stored.
CREATE TABLE pool_choices (
    id          INTEGER PRIMARY KEY,
    year        INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    article_id  INTEGER NOT NULL REFERENCES articles (id),
    pool        TEXT NOT NULL,                      -- code of the pool, or « seul »
    anchor_id   INTEGER REFERENCES articles (id),   -- an article of that pool, by which it is found once its specifications, thus its code, change
    reason      TEXT,
    author      TEXT,
    decided_on  TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    UNIQUE (year, article_id)
) STRICT;
CREATE INDEX pool_choices_article ON pool_choices (article_id);
CREATE INDEX pool_choices_anchor ON pool_choices (anchor_id);
