/**
 * The scrub of originals on request. Its custody entry comes first (who, when, why); then what it overwrites is entered, line by line and
 * block by block; only a block that is entered, and only as it is entered, may be rewritten.
 */
export const scrubTables = `
-- pending: the old bytes may still stand in the file or its log; done: they are gone from both.
CREATE TABLE scrub (
  id      INTEGER PRIMARY KEY,
  custody INTEGER NOT NULL UNIQUE REFERENCES custody (seq),
  state   TEXT NOT NULL CHECK (state IN ('pending', 'done'))
) STRICT;

-- text_sha256: of the file's text with this scrub in it. text_lines, of an open bundle: JSON, [line, SHA-256 as received] of each text line
-- that it changes, since its chain is over these.
CREATE TABLE scrub_file (
  file        INTEGER NOT NULL REFERENCES bundle_file (id),
  scrub       INTEGER NOT NULL REFERENCES scrub (id),
  text_sha256 TEXT NOT NULL,
  text_lines  TEXT NOT NULL,
  PRIMARY KEY (file, scrub)
) STRICT, WITHOUT ROWID;

-- sha256: of the line as received. reading: JSON, what it gave when it was read for the last time (core/scrub/kept-reading.ts).
CREATE TABLE scrub_line (
  file    INTEGER NOT NULL REFERENCES bundle_file (id),
  offset  INTEGER NOT NULL,
  scrub   INTEGER NOT NULL REFERENCES scrub (id),
  line    INTEGER NOT NULL,
  whole   INTEGER NOT NULL CHECK (whole IN (0, 1)),
  sha256  TEXT NOT NULL,
  reading TEXT NOT NULL,
  PRIMARY KEY (file, offset, scrub)
) STRICT, WITHOUT ROWID;

-- What a block becomes; gone as soon as it is so.
CREATE TABLE scrub_block (
  file   INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  scrub  INTEGER NOT NULL REFERENCES scrub (id),
  body   BLOB NOT NULL,
  PRIMARY KEY (file, offset)
) STRICT;

CREATE TRIGGER scrub_is_entered BEFORE INSERT ON scrub
  WHEN new.state <> 'pending' OR (SELECT event FROM custody WHERE seq = new.custody) IS NOT 'original-scrubbed'
  BEGIN SELECT raise(ABORT, 'a scrub is entered in the custody chain first'); END;
CREATE TRIGGER scrub_stays BEFORE UPDATE ON scrub
  WHEN NOT (old.state = 'pending' AND new.state = 'done' AND new.id = old.id AND new.custody = old.custody)
  BEGIN SELECT raise(ABORT, 'a scrub never changes'); END;
CREATE TRIGGER scrub_is_kept BEFORE DELETE ON scrub BEGIN SELECT raise(ABORT, 'a scrub is never removed'); END;
CREATE TRIGGER scrub_file_is_pending BEFORE INSERT ON scrub_file
  WHEN (SELECT state FROM scrub WHERE id = new.scrub) IS NOT 'pending'
  BEGIN SELECT raise(ABORT, 'a scrub that is done never changes'); END;
CREATE TRIGGER scrub_file_stays BEFORE UPDATE ON scrub_file BEGIN SELECT raise(ABORT, 'a scrub never changes'); END;
CREATE TRIGGER scrub_file_is_kept BEFORE DELETE ON scrub_file BEGIN SELECT raise(ABORT, 'a scrub is never removed'); END;
CREATE TRIGGER scrub_line_is_pending BEFORE INSERT ON scrub_line
  WHEN (SELECT state FROM scrub WHERE id = new.scrub) IS NOT 'pending'
  BEGIN SELECT raise(ABORT, 'a scrub that is done never changes'); END;
CREATE TRIGGER scrub_line_stays BEFORE UPDATE ON scrub_line BEGIN SELECT raise(ABORT, 'a scrub never changes'); END;
CREATE TRIGGER scrub_line_is_kept BEFORE DELETE ON scrub_line BEGIN SELECT raise(ABORT, 'a scrub is never removed'); END;
CREATE TRIGGER scrub_block_is_pending BEFORE INSERT ON scrub_block
  WHEN (SELECT state FROM scrub WHERE id = new.scrub) IS NOT 'pending'
  BEGIN SELECT raise(ABORT, 'a scrub that is done never changes'); END;

DROP TRIGGER raw_block_stays;
CREATE TRIGGER raw_block_stays BEFORE UPDATE ON raw_block
  WHEN NOT (
    new.rowid = old.rowid AND new.file = old.file AND new.offset = old.offset AND new.bytes = old.bytes
    AND new.first_line = old.first_line AND new.count = old.count AND new.entries = old.entries
    AND EXISTS (
      SELECT 1 FROM scrub_block b JOIN scrub s ON s.id = b.scrub
       WHERE b.file = old.file AND b.offset = old.offset AND b.body = new.body AND s.state = 'pending'
    )
  )
  BEGIN SELECT raise(ABORT, 'originals never change'); END;
`
