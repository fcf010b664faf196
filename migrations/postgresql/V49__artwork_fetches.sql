-- What became of each picture that was fetched, the last time.

CREATE TABLE artwork_fetches (
  id       bigint  NOT NULL PRIMARY KEY,
  media_id bigint  NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  -- The item, or one of its seasons or episodes.
  owner_id bigint  NOT NULL,
  -- As in images.
  kind     text COLLATE "C" NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source   text COLLATE "C" NOT NULL,
  path     text COLLATE "C" NOT NULL,
  outcome  text COLLATE "C" NOT NULL CHECK (outcome IN ('STORED', 'UNCHANGED', 'FAILED')),
  problem  text COLLATE "C" CHECK (problem IN ('NO_SOURCE', 'NOT_FOUND', 'UNAUTHORIZED', 'UNREACHABLE', 'SERVER_ERROR',
                                               'FORBIDDEN', 'UNUSABLE', 'PLACEHOLDER')),
  message  text COLLATE "C",
  -- How often it failed in a row.
  attempts integer NOT NULL CHECK (attempts >= 0),
  tried_at bigint  NOT NULL,
  -- The job may be gone.
  job_id   bigint,
  -- Among the pictures of the job.
  position integer NOT NULL,
  CHECK ((outcome = 'FAILED') = (problem IS NOT NULL))
);

CREATE INDEX artwork_fetches_by_item ON artwork_fetches (media_id, owner_id);
CREATE INDEX artwork_fetches_by_job ON artwork_fetches (job_id, position);
