-- Paths are blobs, so that their order is that of LC_ALL=C. Times are nanoseconds since 1970.
-- Enums stand by ordinal; entries and the like in the encoding of EntryCodec.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pair (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL DEFAULT 0, pending INTEGER);
CREATE TABLE setting (
  pair INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (pair, key)) WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, cause INTEGER NOT NULL,
  by TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER, result TEXT);

CREATE TABLE baseline (
  pair INTEGER NOT NULL, path BLOB NOT NULL, agreed BLOB NOT NULL,
  PRIMARY KEY (pair, path)) WITHOUT ROWID;
-- written to a server since the last generation that is on its disk
CREATE TABLE unsynced (
  pair INTEGER NOT NULL, path BLOB NOT NULL, generation INTEGER NOT NULL,
  boot_a TEXT NOT NULL, boot_b TEXT NOT NULL,
  PRIMARY KEY (pair, path)) WITHOUT ROWID;
CREATE TABLE hash (
  pair INTEGER NOT NULL, side INTEGER NOT NULL, inode INTEGER NOT NULL,
  look BLOB NOT NULL, sha256 BLOB NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (pair, side, inode)) WITHOUT ROWID;
CREATE TABLE text (sha256 BLOB PRIMARY KEY, content BLOB NOT NULL, at INTEGER NOT NULL);

-- of the latest compare of each pair
CREATE TABLE difference (
  pair INTEGER NOT NULL, path BLOB NOT NULL, seen BLOB NOT NULL, base BLOB,
  hash_a BLOB, hash_b BLOB,
  from_a BLOB, to_a BLOB, from_b BLOB, to_b BLOB, whole INTEGER NOT NULL,
  -- the inode of what was agreed here and is no longer; of what is here and was not agreed
  gone_a INTEGER, came_a INTEGER, gone_b INTEGER, came_b INTEGER,
  PRIMARY KEY (pair, path)) WITHOUT ROWID;

CREATE TABLE plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, run INTEGER NOT NULL,
  policy_column INTEGER NOT NULL, created INTEGER NOT NULL, agreed INTEGER,
  state INTEGER NOT NULL, bodies INTEGER NOT NULL DEFAULT 0);
CREATE INDEX plan_pair ON plan (pair, id);
CREATE TABLE fact (
  plan INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (plan, name)) WITHOUT ROWID;
CREATE TABLE halt (
  plan INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, by TEXT, at INTEGER,
  PRIMARY KEY (plan, number)) WITHOUT ROWID;
-- what is counted, chosen and decided on; the rest of an item is its body
CREATE TABLE item (
  plan INTEGER NOT NULL, path BLOB NOT NULL, body INTEGER NOT NULL,
  bucket INTEGER NOT NULL, kind INTEGER, changed INTEGER NOT NULL, deletes INTEGER, newer INTEGER,
  choices INTEGER NOT NULL, proposal INTEGER NOT NULL, safe INTEGER NOT NULL,
  bytes_b INTEGER NOT NULL, bytes_a INTEGER NOT NULL,
  choice INTEGER, decision INTEGER, approval INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0, drift TEXT, outcome BLOB,
  PRIMARY KEY (plan, path)) WITHOUT ROWID;
CREATE INDEX item_bucket ON item (plan, bucket, path);
-- id: the plan's id times 2^36, and a number
CREATE TABLE body (
  id INTEGER PRIMARY KEY, seen BLOB NOT NULL, base BLOB, why BLOB NOT NULL,
  hash_a BLOB, hash_b BLOB);
CREATE TABLE tally (
  plan INTEGER NOT NULL, bucket INTEGER NOT NULL, deletes INTEGER NOT NULL,
  proposal INTEGER NOT NULL, safe INTEGER NOT NULL, choice INTEGER NOT NULL,
  state INTEGER NOT NULL, rows INTEGER NOT NULL, bytes_b INTEGER NOT NULL, bytes_a INTEGER NOT NULL,
  PRIMARY KEY (plan, bucket, deletes, proposal, safe, choice, state)) WITHOUT ROWID;
CREATE TABLE decision (
  plan INTEGER NOT NULL, number INTEGER NOT NULL, pick INTEGER NOT NULL, by TEXT NOT NULL,
  at INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (plan, number)) WITHOUT ROWID;
-- what a row had before a decision
CREATE TABLE undo (
  plan INTEGER NOT NULL, number INTEGER NOT NULL, path BLOB NOT NULL,
  choice INTEGER, decision INTEGER,
  PRIMARY KEY (plan, number, path)) WITHOUT ROWID;
CREATE TABLE approval (
  plan INTEGER NOT NULL, number INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (plan, number)) WITHOUT ROWID;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, run INTEGER NOT NULL,
  plan INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE intent (
  batch INTEGER NOT NULL, number INTEGER NOT NULL, action BLOB NOT NULL, stage TEXT, version TEXT,
  staged BLOB, sha256 BLOB, state INTEGER NOT NULL,
  PRIMARY KEY (batch, number)) WITHOUT ROWID;
CREATE TABLE journal (
  run INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, pair INTEGER NOT NULL,
  path BLOB NOT NULL, action BLOB NOT NULL, cause INTEGER NOT NULL, by TEXT NOT NULL,
  before BLOB NOT NULL, after BLOB NOT NULL, sha256 BLOB, route TEXT, bytes INTEGER NOT NULL,
  took INTEGER NOT NULL, outcome BLOB NOT NULL,
  PRIMARY KEY (run, seq)) WITHOUT ROWID;
CREATE INDEX journal_path ON journal (pair, path);
CREATE TABLE version (
  pair INTEGER NOT NULL, side INTEGER NOT NULL, name TEXT NOT NULL, run INTEGER NOT NULL,
  path BLOB NOT NULL, entry BLOB NOT NULL, made INTEGER NOT NULL, looks INTEGER NOT NULL,
  look INTEGER, purge INTEGER, state INTEGER NOT NULL,
  PRIMARY KEY (pair, side, name)) WITHOUT ROWID;
CREATE INDEX version_path ON version (pair, path);
CREATE INDEX version_look ON version (pair, look) WHERE look IS NOT NULL;
CREATE INDEX version_purge ON version (pair, purge) WHERE purge IS NOT NULL;
