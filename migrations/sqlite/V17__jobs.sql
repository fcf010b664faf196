-- The queue of jobs of every kind. An import keeps here what is its own.

CREATE TABLE jobs (
  id              INTEGER NOT NULL PRIMARY KEY,
  kind            TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  -- One job of a group runs at a time.
  job_group       TEXT    NOT NULL,
  -- One piece of work: as long as its job hasn't ended, there is no other.
  work_key        TEXT,
  priority        INTEGER NOT NULL,
  -- The place among jobs of the same priority.
  position        INTEGER NOT NULL,
  input           TEXT    NOT NULL CHECK (json_valid(input)),
  -- What a later run needs to go on.
  checkpoint      TEXT,
  owner_kind      TEXT    NOT NULL CHECK (owner_kind IN ('USER', 'API_KEY', 'SCHEDULE', 'SYSTEM', 'COMMAND_LINE')),
  owner_id        INTEGER,
  owner_label     TEXT    NOT NULL,
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  max_attempts    INTEGER NOT NULL CHECK (max_attempts > 0),
  next_attempt_at INTEGER,
  -- The run, or the program that has reserved a job that waits.
  lease_owner     TEXT,
  done            INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
  total           INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
  unit            TEXT,
  current_item    TEXT,
  rate            REAL,
  progress_at     INTEGER,
  error           TEXT,
  retry_of        INTEGER,
  requested_at    INTEGER NOT NULL,
  started_at      INTEGER,
  finished_at     INTEGER,
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED')))
) STRICT;

CREATE INDEX jobs_open ON jobs (job_group, priority DESC, position) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX jobs_by_work ON jobs (work_key) WHERE finished_at IS NULL AND work_key IS NOT NULL;
CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_by_kind ON jobs (kind, id);

CREATE TABLE job_log (
  id       INTEGER NOT NULL PRIMARY KEY,
  job_id   INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  at       INTEGER NOT NULL,
  level    TEXT    NOT NULL CHECK (level IN ('INFO', 'WARNING', 'ERROR')),
  message  TEXT    NOT NULL,
  UNIQUE (job_id, position)
) STRICT;

-- What no job is begun of: '' is all, 'KIND IMPORT' a kind, 'GROUP library' a group.
CREATE TABLE job_pauses (
  scope     TEXT    NOT NULL PRIMARY KEY,
  paused_at INTEGER NOT NULL
) STRICT;

-- db-scheduler's: who works for a group of jobs.
CREATE TABLE scheduled_tasks (
  task_name            TEXT    NOT NULL,
  task_instance        TEXT    NOT NULL,
  task_data            BLOB,
  execution_time       INTEGER NOT NULL,
  picked               INTEGER NOT NULL,
  picked_by            TEXT,
  last_success         INTEGER,
  last_failure         INTEGER,
  consecutive_failures INTEGER,
  last_heartbeat       INTEGER,
  version              INTEGER NOT NULL,
  PRIMARY KEY (task_name, task_instance)
) STRICT;

CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);

INSERT INTO jobs (id, kind, state, job_group, priority, position, input, owner_kind, owner_label, attempts, max_attempts, done, total, unit,
    error, requested_at, started_at, finished_at)
  SELECT id, 'IMPORT', status, 'library', 0, id,
    json_object('path', path, 'format', format, 'source', source, 'onConflict', on_conflict, 'errorPolicy', error_policy,
      'prune', json(iif(prune, 'true', 'false')), 'strict', json(iif(strict, 'true', 'false')),
      'complete', json(iif(complete, 'true', 'false')), 'removeMissing', json(iif(remove_missing, 'true', 'false')),
      'maxRemovals', max_removals, 'dryRun', json(iif(dry_run, 'true', 'false'))),
    'SYSTEM', 'Reelgraph', iif(status = 'QUEUED' AND processed = 0, 0, max(0, 3 - restarts_left)), 3, processed, total, 'records', error,
    requested_at, started_at, finished_at
  FROM import_jobs;

CREATE TABLE import_jobs_anew (
  id             INTEGER NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
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
  -- Items of the source that a complete import no longer contained, and how many of them it removed.
  missing        INTEGER CHECK (missing >= 0),
  removed        INTEGER NOT NULL DEFAULT 0 CHECK (removed >= 0)
) STRICT;

INSERT INTO import_jobs_anew SELECT id, format, path, source, on_conflict, error_policy, prune, strict, complete, remove_missing, max_removals,
  dry_run, processed, total, created, updated, unchanged, skipped, failed, missing, removed FROM import_jobs;
DROP TABLE import_jobs;
ALTER TABLE import_jobs_anew RENAME TO import_jobs;
