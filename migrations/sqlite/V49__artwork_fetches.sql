-- What became of each picture that was fetched, the last time.

CREATE TABLE artwork_fetches (
  id       INTEGER NOT NULL PRIMARY KEY,
  media_id INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  -- The item, or one of its seasons or episodes.
  owner_id INTEGER NOT NULL,
  -- As in images.
  kind     TEXT    NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source   TEXT    NOT NULL,
  path     TEXT    NOT NULL,
  outcome  TEXT    NOT NULL CHECK (outcome IN ('STORED', 'UNCHANGED', 'FAILED')),
  problem  TEXT    CHECK (problem IN ('NO_SOURCE', 'NOT_FOUND', 'UNAUTHORIZED', 'UNREACHABLE', 'SERVER_ERROR',
                                      'FORBIDDEN', 'UNUSABLE', 'PLACEHOLDER')),
  message  TEXT,
  -- How often it failed in a row.
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  tried_at INTEGER NOT NULL,
  -- The job may be gone.
  job_id   INTEGER,
  -- Among the pictures of the job.
  position INTEGER NOT NULL,
  CHECK ((outcome = 'FAILED') = (problem IS NOT NULL))
) STRICT;

CREATE INDEX artwork_fetches_by_item ON artwork_fetches (media_id, owner_id);
CREATE INDEX artwork_fetches_by_job ON artwork_fetches (job_id, position);
