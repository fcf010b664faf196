-- The way back from V17: only imports are known, and those that were interrupted begin again. For a connection without foreign keys
-- (PRAGMA foreign_keys = OFF, outside of a transaction), or the records of imports would go.

CREATE TABLE import_jobs_before (
  id             INTEGER NOT NULL PRIMARY KEY,
  status         TEXT    NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  format         TEXT    NOT NULL,
  path           TEXT    NOT NULL,
  source         TEXT    NOT NULL,
  on_conflict    TEXT    NOT NULL CHECK (on_conflict IN ('UPDATE', 'SKIP', 'FAIL')),
  error_policy   TEXT    NOT NULL CHECK (error_policy IN ('REJECT_ALL', 'IGNORE_FAILED')),
  prune          INTEGER NOT NULL CHECK (prune IN (0, 1)),
  strict         INTEGER NOT NULL DEFAULT 0 CHECK (strict IN (0, 1)),
  complete       INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  remove_missing INTEGER NOT NULL DEFAULT 0 CHECK (remove_missing IN (0, 1)),
  max_removals   INTEGER CHECK (max_removals >= 0),
  dry_run        INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  processed      INTEGER NOT NULL CHECK (processed >= 0),
  total          INTEGER NOT NULL CHECK (total >= 0),
  created        INTEGER NOT NULL CHECK (created >= 0),
  updated        INTEGER NOT NULL CHECK (updated >= 0),
  unchanged      INTEGER NOT NULL CHECK (unchanged >= 0),
  skipped        INTEGER NOT NULL CHECK (skipped >= 0),
  failed         INTEGER NOT NULL CHECK (failed >= 0),
  missing        INTEGER CHECK (missing >= 0),
  removed        INTEGER NOT NULL DEFAULT 0 CHECK (removed >= 0),
  error          TEXT,
  requested_at   INTEGER NOT NULL,
  started_at     INTEGER,
  finished_at    INTEGER,
  restarts_left  INTEGER NOT NULL DEFAULT 0,
  CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')))
) STRICT;

INSERT INTO import_jobs_before
  SELECT i.id, CASE state WHEN 'CANCELLING' THEN 'RUNNING' WHEN 'INTERRUPTED' THEN 'QUEUED' ELSE state END, format, path, source, on_conflict,
    error_policy, prune, strict, complete, remove_missing, max_removals, dry_run, processed, i.total, created, updated, unchanged, skipped, failed,
    missing, removed, error, requested_at, started_at, finished_at, max(0, max_attempts - attempts)
  FROM import_jobs AS i JOIN jobs ON jobs.id = i.id;
DROP TABLE import_jobs;
ALTER TABLE import_jobs_before RENAME TO import_jobs;
CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

DROP TABLE scheduled_tasks;
DROP TABLE job_pauses;
DROP TABLE job_log;
DROP TABLE jobs;
