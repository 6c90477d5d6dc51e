-- Needs that the program proposed (last year's campaign, purchases): where the line comes from; NULL: a person's own word.
ALTER TABLE needs ADD COLUMN to_confirm TEXT;
CREATE INDEX needs_to_confirm ON needs (campaign_id, id) WHERE to_confirm IS NOT NULL;
