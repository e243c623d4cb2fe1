/**
 * The case: bundles and their files, terms, records of integers, compressed originals, columns, checks, trust, packs, custody.
 * Term ids stand where a name could repeat; NULL is "not in this source".
 */
export const caseTables = `
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Formats without code, as JSON (core/profiles), each as it was when a bundle was read by it.
CREATE TABLE profile (
  id     INTEGER PRIMARY KEY,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  body   TEXT NOT NULL
) STRICT;

CREATE TABLE bundle (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  format       TEXT NOT NULL,
  profile      INTEGER REFERENCES profile (id),
  batch        INTEGER, -- the first bundle of the same import: what came together may prove one another
  confidence   REAL NOT NULL,
  reasons      TEXT NOT NULL,
  shape        TEXT NOT NULL CHECK (shape IN ('files', 'open-bundle')),
  state        TEXT NOT NULL CHECK (state IN ('importing', 'complete')),
  environment  TEXT,
  zone         TEXT,
  started_us   INTEGER NOT NULL,
  first_record INTEGER NOT NULL,
  lines        INTEGER NOT NULL DEFAULT 0,
  records      INTEGER NOT NULL DEFAULT 0,
  paired       INTEGER NOT NULL DEFAULT 0,
  duplicates   INTEGER NOT NULL DEFAULT 0,
  rejected     INTEGER NOT NULL DEFAULT 0,
  first_us     INTEGER,
  last_us      INTEGER,
  first_time   TEXT,
  last_time    TEXT
) STRICT;

-- role: log = holds records; tag = belongs to an open bundle's proof (manifest, chain, signature).
-- bytes and sha256 are of the file as received, text_* of the decompressed member that raw_block holds.
CREATE TABLE bundle_file (
  id          INTEGER PRIMARY KEY,
  bundle      INTEGER NOT NULL REFERENCES bundle (id),
  path        TEXT NOT NULL,
  role        TEXT NOT NULL CHECK (role IN ('log', 'tag')),
  reading     TEXT, -- JSON, how its text is cut into entries (core/formats, Reading); NULL of a file without records
  bytes       INTEGER NOT NULL DEFAULT 0,
  sha256      TEXT NOT NULL DEFAULT '',
  text_bytes  INTEGER NOT NULL DEFAULT 0,
  text_sha256 TEXT NOT NULL DEFAULT '',
  lines       INTEGER NOT NULL DEFAULT 0,
  records     INTEGER NOT NULL DEFAULT 0,
  paired      INTEGER NOT NULL DEFAULT 0,
  duplicates  INTEGER NOT NULL DEFAULT 0,
  rejected    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX bundle_file_by_bundle ON bundle_file (bundle, path);
CREATE INDEX bundle_file_by_sha256 ON bundle_file (sha256);

-- One row a zstd frame of whole entries. entries: line index, see store/line-index.ts.
CREATE TABLE raw_block (
  file       INTEGER NOT NULL REFERENCES bundle_file (id),
  offset     INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  count      INTEGER NOT NULL,
  entries    BLOB NOT NULL,
  body       BLOB NOT NULL,
  UNIQUE (file, offset)
) STRICT;

CREATE TABLE rejected_line (
  id     INTEGER PRIMARY KEY,
  file   INTEGER NOT NULL REFERENCES bundle_file (id),
  line   INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_line_by_file ON rejected_line (file, offset);

CREATE TABLE term (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE term_text USING fts5 (text, content = 'term', content_rowid = 'id', tokenize = 'trigram');

CREATE TABLE record (
  id            INTEGER PRIMARY KEY,
  bundle        INTEGER NOT NULL,
  file          INTEGER NOT NULL,
  line          INTEGER NOT NULL,
  offset        INTEGER NOT NULL,
  paired_file   INTEGER,
  paired_line   INTEGER,
  paired_offset INTEGER,
  time_us       INTEGER NOT NULL,
  time_ns       INTEGER NOT NULL,
  time_digits   INTEGER NOT NULL,
  received_us   INTEGER,
  seq           INTEGER,
  actor_kind    INTEGER NOT NULL,
  kind          INTEGER NOT NULL,
  outcome       INTEGER NOT NULL,
  port          INTEGER,
  flags         INTEGER NOT NULL,
  system        INTEGER,
  actor         INTEGER,
  actor_display INTEGER,
  credential    INTEGER,
  on_behalf_of  INTEGER,
  application   INTEGER,
  action        INTEGER,
  target        INTEGER,
  target_type   INTEGER,
  target_version INTEGER,
  environment   INTEGER,
  reason        INTEGER,
  ip            INTEGER,
  user_agent    INTEGER,
  region        INTEGER,
  session       INTEGER,
  reason_given  INTEGER,
  ticket        INTEGER,
  collector     INTEGER,
  request_id    ANY, -- a UUID as 16 bytes, anything else as text
  trace_id      TEXT
) STRICT;

-- Derived from record: one run a bundle, in (time_us, time_ns, id) order; see engine/columns.
CREATE TABLE column_chunk (
  bundle INTEGER NOT NULL REFERENCES bundle (id),
  name   TEXT NOT NULL,
  chunk  INTEGER NOT NULL,
  rows   INTEGER NOT NULL,
  body   BLOB NOT NULL,
  PRIMARY KEY (bundle, name, chunk)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_run (
  bundle     INTEGER PRIMARY KEY REFERENCES bundle (id),
  checked_us INTEGER NOT NULL,
  took_ms    INTEGER NOT NULL,
  trust      TEXT NOT NULL,
  verdict    TEXT NOT NULL
) STRICT;
CREATE TABLE check_result (
  bundle  INTEGER NOT NULL REFERENCES bundle (id),
  ordinal INTEGER NOT NULL,
  body    TEXT NOT NULL,
  PRIMARY KEY (bundle, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE trusted_key (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('x509', 'spki', 'ssh', 'openpgp', 'minisign', 'jwk', 'note', 'sigstore-root', 'cloudtrail')),
  name        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  material    TEXT NOT NULL,
  who         TEXT NOT NULL,
  how         TEXT NOT NULL,
  added_us    INTEGER NOT NULL,
  removed_us  INTEGER
) STRICT;

CREATE TABLE pack (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  scope       TEXT NOT NULL,
  records     INTEGER NOT NULL,
  sealed_us   INTEGER NOT NULL,
  signer      TEXT NOT NULL,
  fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE custody (
  seq       INTEGER PRIMARY KEY,
  time      TEXT NOT NULL,
  actor     TEXT NOT NULL,
  event     TEXT NOT NULL,
  detail    TEXT NOT NULL,
  tool      TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash      TEXT NOT NULL
) STRICT;

CREATE TRIGGER custody_stays BEFORE UPDATE ON custody BEGIN SELECT raise(ABORT, 'custody entries never change'); END;
CREATE TRIGGER custody_is_kept BEFORE DELETE ON custody BEGIN SELECT raise(ABORT, 'custody entries are never removed'); END;
CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN SELECT raise(ABORT, 'records never change'); END;
CREATE TRIGGER raw_block_stays BEFORE UPDATE ON raw_block BEGIN SELECT raise(ABORT, 'originals never change'); END;
CREATE TRIGGER record_is_kept BEFORE DELETE ON record
  WHEN (SELECT state FROM bundle WHERE id = old.bundle) IS NOT 'importing'
  BEGIN SELECT raise(ABORT, 'records of a complete bundle are never removed'); END;
CREATE TRIGGER raw_block_is_kept BEFORE DELETE ON raw_block
  WHEN (SELECT b.state FROM bundle b JOIN bundle_file f ON f.bundle = b.id WHERE f.id = old.file) IS NOT 'importing'
  BEGIN SELECT raise(ABORT, 'originals of a complete bundle are never removed'); END;
CREATE TRIGGER bundle_stays BEFORE UPDATE ON bundle
  WHEN old.state = 'complete'
  BEGIN SELECT raise(ABORT, 'a complete bundle never changes'); END;
`
