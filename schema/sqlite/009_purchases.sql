-- What groups bought: an article at a site on a day, or in a year when nobody says the day. Prices and suppliers are the group's own.
CREATE TABLE purchases (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    year       INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    bought_on  TEXT CHECK (bought_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    occurrence INTEGER NOT NULL CHECK (occurrence >= 0), -- 1; the same day again becomes 2, 3...
    quantity   TEXT NOT NULL CHECK (quantity NOT GLOB '*[^0-9.]*'), -- decimal as given, per the row's own unit
    unit       TEXT,
    pack       TEXT,
    price_ht   INTEGER CHECK (price_ht >= 0),  -- centimes without VAT, per the row's unit; private, as the supplier
    supplier   TEXT,
    maker      TEXT,                           -- who made it, as the file says
    country    TEXT                            -- where it was made, as the file says
) STRICT;
CREATE UNIQUE INDEX purchases_one ON purchases (article_id, site_id, year, coalesce(bought_on, ''), occurrence);
CREATE INDEX purchases_year ON purchases (year);
CREATE INDEX purchases_site ON purchases (site_id);
