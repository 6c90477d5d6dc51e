-- What a group decides to take from whom: coverage keeps these quantities as they are.
CREATE TABLE awards (
    id         INTEGER PRIMARY KEY,
    year       INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    article_id INTEGER NOT NULL REFERENCES articles (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL CHECK (quantity >= 0), -- base units, the whole year
    reason     TEXT,
    author     TEXT,
    given_on   TEXT CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    UNIQUE (year, article_id, product_id)
) STRICT;
CREATE INDEX awards_article ON awards (article_id);
CREATE INDEX awards_product ON awards (product_id);
