-- Of a frozen line that nobody serves: the kinds of thing that the nearest product lacks.
ALTER TABLE frozen_lines ADD COLUMN lacks TEXT;
