-- The way back from V48: what became of entries of files is lost.

CREATE TEMPORARY TABLE undo_records_after AS SELECT * FROM undo_records WHERE type <> 'ENTRY';
DROP TABLE undo_records;

CREATE TABLE undo_records (
  id        bigint NOT NULL PRIMARY KEY,
  job_id    bigint NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position  integer NOT NULL CHECK (position >= 0),
  -- Kept however they fare later, so this is no foreign key.
  entity_id bigint NOT NULL,
  type      text COLLATE "C" NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'PERSON')),
  title     text COLLATE "C" NOT NULL,
  outcome   text COLLATE "C" NOT NULL CHECK (outcome IN ('RESTORED', 'DELETED', 'UNCHANGED', 'REFUSED')),
  reason    text COLLATE "C",
  UNIQUE (job_id, position),
  UNIQUE (job_id, entity_id)
);

INSERT INTO undo_records SELECT id, job_id, position, entity_id, type, title, outcome, reason FROM undo_records_after;
DROP TABLE undo_records_after;
CREATE INDEX undo_records_by_outcome ON undo_records (job_id, outcome, position);
