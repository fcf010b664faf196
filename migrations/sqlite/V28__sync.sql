-- Jobs that synchronise the library with the servers that it comes from.

-- The source under which the items of a connection's server are kept.
ALTER TABLE connections ADD COLUMN source TEXT NOT NULL DEFAULT 'plex';
UPDATE connections SET source = name WHERE id > (SELECT min(id) FROM connections);

-- When the job began that read the section last and found nothing wrong.
ALTER TABLE library_sections ADD COLUMN last_synced_at INTEGER;

CREATE TABLE sync_jobs (
  id              INTEGER NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  connection_id   INTEGER REFERENCES connections (id) ON DELETE SET NULL,
  connection_name TEXT    NOT NULL,
  mode            TEXT    NOT NULL CHECK (mode IN ('FULL', 'INCREMENTAL')),
  -- The job whose answers it imports once more; they may be gone by now.
  replay_of       INTEGER REFERENCES jobs (id) ON DELETE SET NULL,
  requests        INTEGER NOT NULL CHECK (requests >= 0),
  -- How many answers are kept, and what they take in bytes.
  snapshots       INTEGER NOT NULL CHECK (snapshots >= 0),
  snapshot_bytes  INTEGER NOT NULL CHECK (snapshot_bytes >= 0)
) STRICT;

CREATE TABLE sync_sections (
  job_id     INTEGER NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL CHECK (position >= 0),
  -- A section may go with its connection, and the job stays.
  section_id INTEGER REFERENCES library_sections (id) ON DELETE SET NULL,
  name       TEXT    NOT NULL,
  media_kind TEXT    NOT NULL CHECK (media_kind IN ('SERIES', 'MOVIE')),
  state      TEXT    NOT NULL CHECK (state IN ('QUEUED', 'LISTED', 'READ', 'FAILED')),
  -- How many items the server lists; how many of these were read, and how many had not changed.
  listed     INTEGER NOT NULL CHECK (listed >= 0),
  read       INTEGER NOT NULL CHECK (read >= 0),
  unchanged  INTEGER NOT NULL CHECK (unchanged >= 0),
  -- Why it wasn't read as a whole.
  problem    TEXT,
  PRIMARY KEY (job_id, position)
) STRICT;

-- What a job finds in a section, or no longer finds there. When it has ended, only what there is to say something about stays.
CREATE TABLE sync_items (
  id         INTEGER NOT NULL PRIMARY KEY,
  job_id     INTEGER NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL CHECK (position >= 0),
  -- The position of its section.
  section    INTEGER NOT NULL,
  rating_key TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  -- What changes with the item; empty if the server doesn't tell.
  version    TEXT    NOT NULL,
  outcome    TEXT    NOT NULL CHECK (outcome IN ('LISTED', 'UNCHANGED', 'READ', 'PARTS_KEPT', 'KEPT', 'GONE', 'UNCONFIRMED')),
  problem    TEXT,
  UNIQUE (job_id, position)
) STRICT;

CREATE INDEX sync_items_by_outcome ON sync_items (job_id, outcome, position);

-- What a section contained when it was synchronised last.
CREATE TABLE synced_items (
  section_id INTEGER NOT NULL REFERENCES library_sections (id) ON DELETE CASCADE,
  rating_key TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  PRIMARY KEY (section_id, rating_key)
) STRICT, WITHOUT ROWID;

-- What servers answered, compressed.
CREATE TABLE tautulli_snapshots (
  job_id      INTEGER NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  -- The position of its section.
  section     INTEGER NOT NULL,
  -- What was asked: the command and its parameter.
  request     TEXT    NOT NULL,
  captured_at INTEGER NOT NULL,
  -- Whether it is imported: lists of sections aren't, and what can't be relied on isn't.
  imported    INTEGER NOT NULL CHECK (imported IN (0, 1)),
  content     BLOB    NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT;
