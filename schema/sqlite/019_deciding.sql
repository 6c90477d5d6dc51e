-- Which characteristics say the size of a thing is data: until now the program knew by their names and units. Rows of the reference that
-- came with an older program and stay (all campaigns closed) say it too; a plan's own rows are the journal's and are left as they are.
ALTER TABLE attributes ADD COLUMN decides TEXT CHECK (decides IN ('oui', 'mesure', 'non'));
UPDATE attributes SET decides = 'oui'
 WHERE origin = 'référence' AND never_equal = 1 AND critical = 'oui'
   AND (kind = 'usp' OR (code IN ('taille', 'pointure', 'numero') AND kind <> 'oui_non')
        OR (kind = 'nombre' AND (unit IN ('Ch', 'G', 'D') OR code = 'diametre' OR (code = 'surface' AND unit IS NOT NULL))));
UPDATE attributes SET decides = 'mesure' WHERE origin = 'référence' AND decides IS NULL AND kind = 'nombre' AND code = 'surface';
