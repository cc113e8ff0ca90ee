-- 1: of a few paths while a pair is live; gone when it has been carried out
ALTER TABLE plan ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
