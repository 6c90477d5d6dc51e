-- The rate of local content, per mille, from which a campaign counts a product as local in full; NULL: the usual one.
ALTER TABLE campaigns ADD COLUMN local_threshold INTEGER CHECK (local_threshold BETWEEN 0 AND 1000);
