-- What sources say and no column holds, as a JSON object; and import jobs with the fate of each record.

ALTER TABLE media_items ADD COLUMN metadata TEXT CHECK (metadata IS NULL OR json_valid(metadata));
ALTER TABLE seasons ADD COLUMN metadata TEXT CHECK (metadata IS NULL OR json_valid(metadata));
ALTER TABLE episodes ADD COLUMN metadata TEXT CHECK (metadata IS NULL OR json_valid(metadata));

CREATE TABLE import_jobs (
  id           INTEGER NOT NULL PRIMARY KEY,
  status       TEXT    NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  format       TEXT    NOT NULL CHECK (format IN ('PLEX_EXPORTER', 'TAUTULLI_EXPORT', 'JSON_LINES')),
  path         TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  on_conflict  TEXT    NOT NULL CHECK (on_conflict IN ('UPDATE', 'SKIP', 'FAIL')),
  error_policy TEXT    NOT NULL CHECK (error_policy IN ('REJECT_ALL', 'IGNORE_FAILED')),
  prune        INTEGER NOT NULL CHECK (prune IN (0, 1)),
  dry_run      INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  processed    INTEGER NOT NULL CHECK (processed >= 0),
  total        INTEGER NOT NULL CHECK (total >= 0),
  created      INTEGER NOT NULL CHECK (created >= 0),
  updated      INTEGER NOT NULL CHECK (updated >= 0),
  unchanged    INTEGER NOT NULL CHECK (unchanged >= 0),
  skipped      INTEGER NOT NULL CHECK (skipped >= 0),
  failed       INTEGER NOT NULL CHECK (failed >= 0),
  error        TEXT,
  requested_at INTEGER NOT NULL,
  started_at   INTEGER,
  finished_at  INTEGER,
  CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')))
) STRICT;

CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

-- A record is kept however its item fares later, so media_id is no foreign key.
CREATE TABLE import_records (
  id          INTEGER NOT NULL PRIMARY KEY,
  job_id      INTEGER NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  file        TEXT    NOT NULL,
  line        INTEGER,
  item        INTEGER,
  kind        TEXT    CHECK (kind IN ('SERIES', 'MOVIE')),
  rating_key  TEXT,
  title       TEXT,
  outcome     TEXT    NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED')),
  media_id    INTEGER,
  notices     TEXT    CHECK (notices IS NULL OR json_valid(notices)),
  changes     TEXT    CHECK (changes IS NULL OR json_valid(changes)),
  user_errors TEXT    CHECK (user_errors IS NULL OR json_valid(user_errors)),
  UNIQUE (job_id, position)
) STRICT;

CREATE INDEX import_records_by_outcome ON import_records (job_id, outcome, position);
