-- Jobs that synchronise the library with the servers that it comes from.

-- The source under which the items of a connection's server are kept.
ALTER TABLE connections ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT 'plex';
UPDATE connections SET source = name WHERE id > (SELECT min(id) FROM connections);

-- When the job began that read the section last and found nothing wrong.
ALTER TABLE library_sections ADD COLUMN last_synced_at bigint;

CREATE TABLE sync_jobs (
  id              bigint NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  connection_id   bigint REFERENCES connections (id) ON DELETE SET NULL,
  connection_name text COLLATE "C" NOT NULL,
  mode            text COLLATE "C" NOT NULL CHECK (mode IN ('FULL', 'INCREMENTAL')),
  -- The job whose answers it imports once more; they may be gone by now.
  replay_of       bigint REFERENCES jobs (id) ON DELETE SET NULL,
  requests        integer NOT NULL CHECK (requests >= 0),
  -- How many answers are kept, and what they take in bytes.
  snapshots       integer NOT NULL CHECK (snapshots >= 0),
  snapshot_bytes  bigint NOT NULL CHECK (snapshot_bytes >= 0)
);

CREATE TABLE sync_sections (
  job_id     bigint NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position   integer NOT NULL CHECK (position >= 0),
  -- A section may go with its connection, and the job stays.
  section_id bigint REFERENCES library_sections (id) ON DELETE SET NULL,
  name       text COLLATE "C" NOT NULL,
  media_kind text COLLATE "C" NOT NULL CHECK (media_kind IN ('SERIES', 'MOVIE')),
  state      text COLLATE "C" NOT NULL CHECK (state IN ('QUEUED', 'LISTED', 'READ', 'FAILED')),
  -- How many items the server lists; how many of these were read, and how many had not changed.
  listed     integer NOT NULL CHECK (listed >= 0),
  read       integer NOT NULL CHECK (read >= 0),
  unchanged  integer NOT NULL CHECK (unchanged >= 0),
  -- Why it wasn't read as a whole.
  problem    text COLLATE "C",
  PRIMARY KEY (job_id, position)
);

-- What a job finds in a section, or no longer finds there. When it has ended, only what there is to say something about stays.
CREATE TABLE sync_items (
  id         bigint NOT NULL PRIMARY KEY,
  job_id     bigint NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position   integer NOT NULL CHECK (position >= 0),
  -- The position of its section.
  section    integer NOT NULL,
  rating_key text COLLATE "C" NOT NULL,
  title      text COLLATE "C" NOT NULL,
  -- What changes with the item; empty if the server doesn't tell.
  version    text COLLATE "C" NOT NULL,
  outcome    text COLLATE "C" NOT NULL CHECK (outcome IN ('LISTED', 'UNCHANGED', 'READ', 'PARTS_KEPT', 'KEPT', 'GONE', 'UNCONFIRMED')),
  problem    text COLLATE "C",
  UNIQUE (job_id, position)
);

CREATE INDEX sync_items_by_outcome ON sync_items (job_id, outcome, position);

-- What a section contained when it was synchronised last.
CREATE TABLE synced_items (
  section_id bigint NOT NULL REFERENCES library_sections (id) ON DELETE CASCADE,
  rating_key text COLLATE "C" NOT NULL,
  version    text COLLATE "C" NOT NULL,
  PRIMARY KEY (section_id, rating_key)
);

-- What servers answered, compressed.
CREATE TABLE tautulli_snapshots (
  job_id      bigint NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  position    integer NOT NULL CHECK (position >= 0),
  -- The position of its section.
  section     integer NOT NULL,
  -- What was asked: the command and its parameter.
  request     text COLLATE "C" NOT NULL,
  captured_at bigint NOT NULL,
  -- Whether it is imported: lists of sections aren't, and what can't be relied on isn't.
  imported    integer NOT NULL CHECK (imported IN (0, 1)),
  content     bytea    NOT NULL,
  PRIMARY KEY (job_id, position)
);
