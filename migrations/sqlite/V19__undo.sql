-- What jobs changed, as it was before, so that it can be put back.

CREATE TABLE undo_logs (
  job_id     INTEGER NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  -- Whether the entries are there, or why not.
  state      TEXT NOT NULL CHECK (state IN ('KEPT', 'EXPIRED', 'TOO_LARGE', 'DISPLACED')),
  -- How many entries the job has had, and what they take in bytes.
  entries    INTEGER NOT NULL CHECK (entries >= 0),
  size       INTEGER NOT NULL CHECK (size >= 0),
  created_at INTEGER NOT NULL
) STRICT;

-- One for each batch that changed anything: compressed JSON.
CREATE TABLE undo_entries (
  job_id   INTEGER NOT NULL REFERENCES undo_logs (job_id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  content  BLOB NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT;

-- What a job that undoes another did with each item and person.
CREATE TABLE undo_records (
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

CREATE INDEX undo_records_by_outcome ON undo_records (job_id, outcome, position);

-- What a job deleted because its source no longer contained it, and what it left until somebody confirms it.
CREATE TABLE guarded_deletions (
  id        INTEGER NOT NULL PRIMARY KEY,
  job_id    INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL CHECK (position >= 0),
  -- Kept however they fare later, so this is no foreign key.
  entity_id INTEGER NOT NULL,
  type      TEXT NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'SEASON', 'EPISODE')),
  title     TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('DELETED', 'CONFIRMED', 'WITHHELD')),
  UNIQUE (job_id, position),
  UNIQUE (job_id, entity_id)
) STRICT;

CREATE INDEX guarded_deletions_by_outcome ON guarded_deletions (job_id, outcome, position);

-- The list of deletions that somebody has confirmed.
ALTER TABLE import_jobs ADD COLUMN confirm_deletions TEXT;
