-- what differed, or was not looked at, in the last whole listings that the servers have kept
CREATE TABLE open_path (
  pair INTEGER NOT NULL, path BLOB NOT NULL, PRIMARY KEY (pair, path)) WITHOUT ROWID;
