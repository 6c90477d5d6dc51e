-- Articles by who can settle them.
CREATE INDEX finding_who ON finding (who);
