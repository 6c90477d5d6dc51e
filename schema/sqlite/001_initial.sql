-- The plan, version 1.
--
-- Rows that people and files said (all but the last two tables): id is origin << 32 | counter, where origin is the file that made
-- the row. In families, attributes and synonyms, ids below 4294967296 are reference rows: they ship with the program, are replaced
-- with it and are not in the journal. An own row hides the reference row of the same identity.
-- Money is centimes, rates are per mille, flags 0 or 1, dates YYYY-MM-DD; decimals are text as given, decimal point; NULL is unknown.
-- name_fold is the folded text (lower case, no accents) by which rows are ordered; match_key the folded identity of what has no code.
-- Every table checks what its column table in src/domain says. References have no action: the store says what still refers to a row.

-- What the file knows of itself: origin (31 bits, drawn at creation), reference (digest of the reference rows), stamps of derived rows.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One user action each. Its created rows are those whose id lies in first_id..last_id; an operation that undoes another also brings
-- back the rows which that one removed.
CREATE TABLE operation (
    seq      INTEGER PRIMARY KEY,              -- order in this file
    origin   INTEGER NOT NULL CHECK (origin BETWEEN 1 AND 2147483647),
    number   INTEGER NOT NULL CHECK (number >= 1), -- in its origin, without gaps; from 1, or after those of the plan that it goes on from
    author   TEXT NOT NULL,
    at       TEXT NOT NULL,                    -- instant, YYYY-MM-DDTHH:MM:SS
    command  TEXT NOT NULL,                    -- what the user did, French
    undoes   INTEGER REFERENCES operation (seq) CHECK (undoes < seq), -- the operation that this one reverses
    root     INTEGER NOT NULL CHECK (root <= seq), -- start of the chain operation, undo, redo...; its own seq outside one
    first_id INTEGER NOT NULL,                 -- ids it could give; last_id = first_id - 1 when it gave none
    last_id  INTEGER NOT NULL CHECK (last_id >= first_id - 1),
    created  INTEGER NOT NULL CHECK (created >= 0), -- how many rows of each sort
    updated  INTEGER NOT NULL CHECK (updated >= 0),
    removed  INTEGER NOT NULL CHECK (removed >= 0),
    share    BLOB NOT NULL CHECK (length(share) = 32),  -- SHA-256, chain over shareable fields
    digest   BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256, chain over all fields
    UNIQUE (origin, number)
) STRICT;
CREATE UNIQUE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL; -- reversed once: the next step reverses the reversal
CREATE INDEX operation_root ON operation (root, seq);

-- One row per record that an operation changed (~) or removed (-); encoded as src/store/image.c says.
CREATE TABLE change (
    seq     INTEGER NOT NULL REFERENCES operation (seq) DEFERRABLE INITIALLY DEFERRED,
    tbl     TEXT NOT NULL,                     -- table of the record
    row_id  INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('~', '-')),
    fields  TEXT NOT NULL,                     -- shareable fields: before and after, or the image
    private TEXT NOT NULL,                     -- prices, suppliers: the same, never sent without being asked for
    derived TEXT NOT NULL,                     -- rebuildable fields: outside the hash chains
    PRIMARY KEY (seq, tbl, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change (tbl, row_id, seq);

-- Kinds of product.
CREATE TABLE families (
    id           INTEGER PRIMARY KEY,
    code         TEXT NOT NULL,                -- stable short code, else the EMDN code
    name         TEXT,                         -- French
    name_en      TEXT,
    parent       TEXT,                         -- code of the family above
    emdn         TEXT,                         -- most precise EMDN code that is right
    hs           TEXT,                         -- customs heading, 4 or 6 digits
    base_unit    TEXT,                         -- what volumes are counted in
    device       INTEGER CHECK (device IN (0, 1)),       -- is a medical device
    out_of_scope INTEGER CHECK (out_of_scope IN (0, 1)), -- medicines, hygiene, office, services
    origin       TEXT CHECK (origin IN ('référence', 'propre')),
    code_fold    TEXT NOT NULL
) STRICT;
CREATE INDEX families_code ON families (code);
CREATE UNIQUE INDEX families_own ON families (code) WHERE id >= 4294967296;
CREATE INDEX families_order ON families (code_fold, code);

-- What can be specified of a family.
CREATE TABLE attributes (
    id            INTEGER PRIMARY KEY,
    families      TEXT NOT NULL,               -- codes joined by |
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    name_en       TEXT,
    kind          TEXT NOT NULL CHECK (kind IN ('nombre', 'choix', 'oui_non', 'usp')),
    unit          TEXT,
    allowed       TEXT,                        -- values joined by |, or a range 6..34
    critical      TEXT CHECK (critical IN ('oui', 'non', 'info')), -- to be known before needs are pooled
    never_equal   INTEGER CHECK (never_equal IN (0, 1)), -- two values are never interchangeable
    special       TEXT,                        -- values to point out when nobody asked for them
    implicit      TEXT,                        -- what is meant when nobody says
    reading       TEXT,                        -- words that announce the number
    tolerance     TEXT CHECK (tolerance NOT GLOB '*[^0-9.]*'), -- a difference up to this is equal
    origin        TEXT CHECK (origin IN ('référence', 'propre')),
    families_fold TEXT NOT NULL,
    code_fold     TEXT NOT NULL
) STRICT;
CREATE INDEX attributes_key ON attributes (families, code);
CREATE UNIQUE INDEX attributes_own ON attributes (families, code) WHERE id >= 4294967296;
CREATE INDEX attributes_order ON attributes (families_fold, code_fold);

-- Words that stand for a family, a value or another word.
CREATE TABLE synonyms (
    id             INTEGER PRIMARY KEY,
    term           TEXT NOT NULL,
    families       TEXT,                       -- codes joined by |
    attribute      TEXT,
    value          TEXT,
    lang           TEXT CHECK (lang IN ('fr', 'en', 'ar')), -- NULL: French
    status         TEXT CHECK (status IN ('accepté', 'refusé')), -- NULL: accepted; refused ones are kept and mean nothing
    origin         TEXT CHECK (origin IN ('référence', 'propre')),
    term_fold      TEXT NOT NULL,
    families_fold  TEXT,
    attribute_fold TEXT
) STRICT;
CREATE INDEX synonyms_key ON synonyms (term, families, attribute);
CREATE UNIQUE INDEX synonyms_own ON synonyms (term, coalesce(families, ''), coalesce(attribute, '')) WHERE id >= 4294967296;
CREATE INDEX synonyms_order ON synonyms (term_fold, families_fold, attribute_fold);

-- Hospital groups.
CREATE TABLE members (
    id         INTEGER PRIMARY KEY,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    ice        TEXT,                           -- enterprise number, 15 digits; a doubtful one is kept
    city       TEXT,
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- member since
    valid_to   TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    code_fold  TEXT NOT NULL,
    CHECK (valid_from <= valid_to)
) STRICT;
CREATE UNIQUE INDEX members_order ON members (code_fold, code);

-- Establishments of a group; dated: a site can change group.
CREATE TABLE sites (
    id         INTEGER PRIMARY KEY,
    member_id  INTEGER NOT NULL REFERENCES members (id),
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    city       TEXT,
    beds       INTEGER CHECK (beds >= 0),
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_to   TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    code_fold  TEXT NOT NULL,
    UNIQUE (member_id, code),
    CHECK (valid_from <= valid_to)
) STRICT;

-- A year's plan.
CREATE TABLE campaigns (
    id      INTEGER PRIMARY KEY,
    year    INTEGER NOT NULL UNIQUE CHECK (year BETWEEN 2000 AND 2199),
    name    TEXT,
    status  TEXT CHECK (status IN ('ouverte', 'close', 'archivée')),
    version TEXT                               -- V1, V1.1 once closed
) STRICT;

-- Makers and those who sell or repack.
CREATE TABLE makers (
    id          INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    city        TEXT,
    status      TEXT CHECK (status IN ('en production', 'prototype', 'projet', 'arrêté', 'inconnu')),
    role        TEXT CHECK (role IN ('fabricant', 'reconditionneur', 'distributeur', 'porteur de projet')),
    ranges      TEXT,                          -- declared ranges joined by |
    ice         TEXT,
    email       TEXT,
    phone       TEXT,
    source      TEXT,                          -- where it was learnt
    document    TEXT,                          -- what was seen
    verified_on TEXT CHECK (verified_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    verified_by TEXT,
    code_fold   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX makers_order ON makers (code_fold, code);

-- What a maker makes or could make.
CREATE TABLE products (
    id           INTEGER PRIMARY KEY,
    maker_id     INTEGER NOT NULL REFERENCES makers (id),
    reference    TEXT,
    emdn         TEXT,
    family       TEXT,                         -- code
    label        TEXT NOT NULL,
    specs        TEXT,
    unit         TEXT,
    pack         TEXT,
    capacity     INTEGER CHECK (capacity >= 0),    -- a year, per the row's unit
    capacity_q1  INTEGER CHECK (capacity_q1 >= 0), -- a quarter
    capacity_q2  INTEGER CHECK (capacity_q2 >= 0),
    capacity_q3  INTEGER CHECK (capacity_q3 >= 0),
    capacity_q4  INTEGER CHECK (capacity_q4 >= 0),
    min_quantity INTEGER CHECK (min_quantity >= 0),
    price_ht     INTEGER CHECK (price_ht >= 0),    -- centimes without VAT, per the row's unit; private
    lead_days    INTEGER CHECK (lead_days >= 0),
    device_class TEXT,
    status       TEXT CHECK (status IN ('produit', 'capable', 'projet', 'arrêté', 'inconnu')),
    available_on TEXT CHECK (available_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    integration  INTEGER CHECK (integration BETWEEN 0 AND 1000), -- local content, per mille
    proof        TEXT,
    proof_on     TEXT CHECK (proof_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    source       TEXT,
    verified_on  TEXT CHECK (verified_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    verified_by  TEXT,
    match_key    TEXT NOT NULL,                -- folded reference, else folded label and specifications
    UNIQUE (maker_id, match_key)
) STRICT;

-- Proofs of a maker or of one of its products.
CREATE TABLE certificates (
    id               INTEGER PRIMARY KEY,
    maker_id         INTEGER NOT NULL REFERENCES makers (id),
    product_id       INTEGER REFERENCES products (id), -- NULL: of the maker itself
    kind             TEXT NOT NULL CHECK (kind IN ('enregistrement', 'declaration', 'iso13485', 'ce', 'fda', 'norme', 'label', 'autre')),
    cert_number      TEXT,                     -- NULL: a file was deposited
    authority        TEXT,
    scope_text       TEXT,
    valid_from       TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_to         TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    document         TEXT,                     -- NULL: nobody saw it
    verified_on      TEXT CHECK (verified_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cert_number_fold TEXT,
    CHECK (valid_from <= valid_to)
) STRICT;
CREATE INDEX certificates_key ON certificates (maker_id, product_id, kind, cert_number);
CREATE UNIQUE INDEX certificates_one ON certificates (maker_id, coalesce(product_id, 0), kind, coalesce(cert_number, ''));
CREATE INDEX certificates_product ON certificates (product_id) WHERE product_id IS NOT NULL;

-- Items as a group's own system names them.
CREATE TABLE articles (
    id           INTEGER PRIMARY KEY,
    member_id    INTEGER NOT NULL REFERENCES members (id),
    reference    TEXT,
    label        TEXT NOT NULL,
    specs        TEXT,
    unit         TEXT,
    pack         TEXT,
    emdn         TEXT,
    family       TEXT,                         -- code, when somebody gave it
    scope_choice TEXT CHECK (scope_choice IN ('inclus', 'exclu')), -- a person's word over the reader's
    match_key    TEXT NOT NULL,                -- folded reference, else folded label, specifications, unit, pack
    UNIQUE (member_id, match_key)
) STRICT;

-- Article × site × volume of the year.
CREATE TABLE needs (
    id            INTEGER PRIMARY KEY,
    campaign_id   INTEGER NOT NULL REFERENCES campaigns (id),
    site_id       INTEGER NOT NULL REFERENCES sites (id),
    article_id    INTEGER NOT NULL REFERENCES articles (id),
    occurrence    INTEGER NOT NULL CHECK (occurrence >= 0), -- 1; a doubled line becomes 2, 3...
    quantity      TEXT NOT NULL CHECK (quantity NOT GLOB '*[^0-9.]*'), -- decimal as given
    quantity_in   TEXT CHECK (quantity_in IN ('unite', 'conditionnement')),
    q1            TEXT CHECK (q1 NOT GLOB '*[^0-9.]*'), -- quarters, as given
    q2            TEXT CHECK (q2 NOT GLOB '*[^0-9.]*'),
    q3            TEXT CHECK (q3 NOT GLOB '*[^0-9.]*'),
    q4            TEXT CHECK (q4 NOT GLOB '*[^0-9.]*'),
    price_ht      INTEGER CHECK (price_ht >= 0),  -- one of both prices at most; private, as all of price and supplier
    price_ttc     INTEGER CHECK (price_ttc >= 0),
    vat           INTEGER CHECK (vat BETWEEN 0 AND 1000),
    price_in      TEXT CHECK (price_in IN ('unite', 'conditionnement')),
    source        TEXT CHECK (source IN ('importé', 'local', 'inconnue')), -- where it comes from today
    supplier      TEXT,
    needed_on     TEXT CHECK (needed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    priority      TEXT,
    remarks       TEXT,
    base_quantity INTEGER CHECK (base_quantity >= 0), -- in the family's base unit; derived; NULL: pack unknown
    UNIQUE (article_id, site_id, campaign_id, occurrence), -- first what comes in rising order during an import
    CHECK (price_ht IS NULL OR price_ttc IS NULL)
) STRICT;

-- What pharmacists say of an article and a product.
CREATE TABLE opinions (
    id          INTEGER PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES articles (id),
    product_id  INTEGER REFERENCES products (id), -- NULL: no product of the registry will do
    opinion     TEXT NOT NULL CHECK (opinion IN ('conforme', 'sous réserve', 'non conforme', 'à essayer', 'suspendu')),
    reason      TEXT,
    reserve     TEXT,
    scope_text  TEXT,
    documents   TEXT,                          -- documents seen
    author      TEXT,
    given_on    TEXT CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    article_seen TEXT,                         -- digest of the article as its author saw it; another one reopens the opinion
    product_seen TEXT,                         -- digest of the product and its certificates, likewise
    CHECK (given_on <= valid_until)
) STRICT;
CREATE INDEX opinions_key ON opinions (article_id, product_id);
CREATE UNIQUE INDEX opinions_one ON opinions (article_id, coalesce(product_id, 0));
CREATE INDEX opinions_product ON opinions (product_id) WHERE product_id IS NOT NULL;

-- Derived: what the match found for an article. Not in the journal; goes with the article or the product it names.
CREATE TABLE finding (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    family     TEXT,                           -- code read; NULL: not read
    specs      TEXT,                           -- the reading, in the specification grammar
    rest       TEXT,                           -- words that stand for nothing known
    state      TEXT NOT NULL CHECK (state IN ('validated', 'match', 'review', 'near', 'lead', 'none', 'unread', 'out')),
    product_id INTEGER REFERENCES products (id) ON DELETE CASCADE, -- best product not rejected
    verdict    TEXT CHECK (verdict IN ('match', 'review', 'near')),
    score      INTEGER NOT NULL,
    reason     TEXT,                           -- one line
    stamp      INTEGER NOT NULL                -- of the inputs
) STRICT;
CREATE INDEX finding_product ON finding (product_id) WHERE product_id IS NOT NULL;
