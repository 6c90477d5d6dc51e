-- Lists shown a screenful at a time: an index per order that must be fast, each order total with the row's id behind it.
-- needs: by site, volume as given and price; articles and products by folded label; findings by family and state.

ALTER TABLE articles ADD COLUMN label_fold TEXT NOT NULL DEFAULT '';
UPDATE articles SET label_fold = fold(label);
CREATE INDEX articles_label ON articles (label_fold, match_key); -- words are searched in it alone
CREATE INDEX articles_reference ON articles (match_key);
CREATE INDEX articles_unit ON articles (unit) WHERE unit IS NOT NULL;
CREATE INDEX articles_pack ON articles (pack) WHERE pack IS NOT NULL;

ALTER TABLE products ADD COLUMN label_fold TEXT NOT NULL DEFAULT '';
UPDATE products SET label_fold = fold(label);
CREATE INDEX products_label ON products (label_fold);
CREATE INDEX products_reference ON products (match_key);

CREATE INDEX needs_site ON needs (site_id, article_id);
CREATE INDEX needs_price ON needs (price_ht);
-- Exact decimals without a sign: by the whole part, then as text.
CREATE INDEX needs_quantity ON needs (CAST(quantity AS INTEGER), quantity);

-- Who can settle an article that is to be looked at, and what there is to settle; derived. Findings are made again.
ALTER TABLE finding ADD COLUMN who TEXT CHECK (who IN ('pharmacien', 'acheteur', 'fabricant', 'association'));
UPDATE finding SET stamp = 0;
CREATE INDEX finding_family ON finding (family);
CREATE INDEX finding_score ON finding (score);
CREATE INDEX finding_state ON finding (CASE state WHEN 'validated' THEN 0 WHEN 'match' THEN 1 WHEN 'review' THEN 2 WHEN 'near' THEN 3
    WHEN 'lead' THEN 4 WHEN 'none' THEN 5 WHEN 'unread' THEN 6 WHEN 'out' THEN 7 END);
