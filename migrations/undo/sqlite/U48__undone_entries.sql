-- The way back from V48: what became of entries of files is lost.

CREATE TABLE undo_records_before (
  id        INTEGER NOT NULL PRIMARY KEY,
  job_id    INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL CHECK (position >= 0),
  -- Kept however they fare later, so this is no foreign key.
  entity_id INTEGER NOT NULL,
  type      TEXT NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'PERSON')),
  title     TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('RESTORED', 'DELETED', 'UNCHANGED', 'REFUSED')),
  reason    TEXT,
  UNIQUE (job_id, position),
  UNIQUE (job_id, entity_id)
) STRICT;

INSERT INTO undo_records_before SELECT id, job_id, position, entity_id, type, title, outcome, reason FROM undo_records
  WHERE type <> 'ENTRY';
DROP TABLE undo_records;
ALTER TABLE undo_records_before RENAME TO undo_records;
CREATE INDEX undo_records_by_outcome ON undo_records (job_id, outcome, position);
