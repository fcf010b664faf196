-- What a job that undoes another did with entries of files, too.

CREATE TEMPORARY TABLE undo_records_before AS SELECT * FROM undo_records;
DROP TABLE undo_records;

CREATE TABLE undo_records (
  id        bigint NOT NULL PRIMARY KEY,
  job_id    bigint NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position  integer NOT NULL CHECK (position >= 0),
  -- Kept however they fare later, so this is no foreign key.
  entity_id bigint NOT NULL,
  type      text COLLATE "C" NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'PERSON', 'ENTRY')),
  title     text COLLATE "C" NOT NULL,
  outcome   text COLLATE "C" NOT NULL CHECK (outcome IN ('RESTORED', 'DELETED', 'UNCHANGED', 'REFUSED')),
  reason    text COLLATE "C",
  -- Of an entry; null otherwise.
  file      text COLLATE "C",
  UNIQUE (job_id, position),
  UNIQUE (job_id, entity_id),
  CHECK ((type = 'ENTRY') = (file IS NOT NULL))
);

INSERT INTO undo_records SELECT id, job_id, position, entity_id, type, title, outcome, reason FROM undo_records_before;
DROP TABLE undo_records_before;
CREATE INDEX undo_records_by_outcome ON undo_records (job_id, outcome, position);
