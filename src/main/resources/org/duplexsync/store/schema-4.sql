-- files that were taken for equal by size and time; of an older state also those that were compared
CREATE TABLE assumed (
  pair INTEGER NOT NULL, path BLOB NOT NULL, PRIMARY KEY (pair, path)) WITHOUT ROWID;
INSERT INTO assumed SELECT pair, path FROM baseline;
