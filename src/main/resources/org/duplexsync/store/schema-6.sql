-- whether each side's kept listing names the path; null: nobody knows
ALTER TABLE open_path ADD COLUMN named_a INTEGER;
ALTER TABLE open_path ADD COLUMN named_b INTEGER;
DELETE FROM setting WHERE key = 'kept-listings';
