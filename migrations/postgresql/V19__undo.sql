-- What jobs changed, as it was before, so that it can be put back.

CREATE TABLE undo_logs (
  job_id     bigint NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  -- Whether the entries are there, or why not.
  state      text COLLATE "C" NOT NULL CHECK (state IN ('KEPT', 'EXPIRED', 'TOO_LARGE', 'DISPLACED')),
  -- How many entries the job has had, and what they take in bytes.
  entries    integer NOT NULL CHECK (entries >= 0),
  size       bigint NOT NULL CHECK (size >= 0),
  created_at bigint NOT NULL
);

-- One for each batch that changed anything: compressed JSON.
CREATE TABLE undo_entries (
  job_id   bigint NOT NULL REFERENCES undo_logs (job_id) ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  content  bytea NOT NULL,
  PRIMARY KEY (job_id, position)
);

-- What a job that undoes another did with each item and person.
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

CREATE INDEX undo_records_by_outcome ON undo_records (job_id, outcome, position);

-- What a job deleted because its source no longer contained it, and what it left until somebody confirms it.
CREATE TABLE guarded_deletions (
  id        bigint NOT NULL PRIMARY KEY,
  job_id    bigint NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position  integer NOT NULL CHECK (position >= 0),
  -- Kept however they fare later, so this is no foreign key.
  entity_id bigint NOT NULL,
  type      text COLLATE "C" NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'SEASON', 'EPISODE')),
  title     text COLLATE "C" NOT NULL,
  outcome   text COLLATE "C" NOT NULL CHECK (outcome IN ('DELETED', 'CONFIRMED', 'WITHHELD')),
  UNIQUE (job_id, position),
  UNIQUE (job_id, entity_id)
);

CREATE INDEX guarded_deletions_by_outcome ON guarded_deletions (job_id, outcome, position);

-- The list of deletions that somebody has confirmed.
ALTER TABLE import_jobs ADD COLUMN confirm_deletions text COLLATE "C";
