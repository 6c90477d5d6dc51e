-- What a site can test, and samples asked of makers: an article against a product, received, tried, with what came of it.
CREATE TABLE labs (
    id        INTEGER PRIMARY KEY,
    site_id   INTEGER NOT NULL REFERENCES sites (id),
    test      TEXT NOT NULL,
    norm      TEXT,
    family    TEXT,                            -- code; NULL: any
    contact   TEXT,
    test_fold TEXT NOT NULL,
    norm_fold TEXT
) STRICT;
CREATE UNIQUE INDEX labs_one ON labs (site_id, test, coalesce(norm, ''));

CREATE TABLE trials (
    id          INTEGER PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES articles (id),
    product_id  INTEGER NOT NULL REFERENCES products (id),
    asked_on    TEXT NOT NULL CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    test        TEXT,
    norm        TEXT,
    received_on TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    lab         TEXT,                          -- service or laboratory
    result      TEXT CHECK (result IN ('conforme', 'sous réserve', 'non conforme', 'non concluant')),
    result_on   TEXT CHECK (result_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    document    TEXT,
    author      TEXT,                          -- who asked
    remarks     TEXT
) STRICT;
CREATE UNIQUE INDEX trials_one ON trials (article_id, product_id, asked_on, coalesce(test, ''));
CREATE INDEX trials_product ON trials (product_id);
