-- The queue of jobs of every kind. An import keeps here what is its own.

CREATE TABLE jobs (
  id              bigint NOT NULL PRIMARY KEY,
  kind            text COLLATE "C" NOT NULL,
  state           text COLLATE "C" NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  -- One job of a group runs at a time.
  job_group       text COLLATE "C" NOT NULL,
  -- One piece of work: as long as its job hasn't ended, there is no other.
  work_key        text COLLATE "C",
  priority        integer NOT NULL,
  -- The place among jobs of the same priority.
  position        bigint NOT NULL,
  input           text COLLATE "C" NOT NULL CHECK (CAST(input AS json) IS NOT NULL),
  -- What a later run needs to go on.
  checkpoint      text COLLATE "C",
  owner_kind      text COLLATE "C" NOT NULL CHECK (owner_kind IN ('USER', 'API_KEY', 'SCHEDULE', 'SYSTEM', 'COMMAND_LINE')),
  owner_id        bigint,
  owner_label     text COLLATE "C" NOT NULL,
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  max_attempts    integer NOT NULL CHECK (max_attempts > 0),
  next_attempt_at bigint,
  -- The run, or the program that has reserved a job that waits.
  lease_owner     text COLLATE "C",
  done            bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
  total           bigint NOT NULL DEFAULT 0 CHECK (total >= 0),
  unit            text COLLATE "C",
  current_item    text COLLATE "C",
  rate            double precision,
  progress_at     bigint,
  error           text COLLATE "C",
  retry_of        bigint,
  requested_at    bigint NOT NULL,
  started_at      bigint,
  finished_at     bigint,
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED')))
);

CREATE INDEX jobs_open ON jobs (job_group, priority DESC, position) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX jobs_by_work ON jobs (work_key) WHERE finished_at IS NULL AND work_key IS NOT NULL;
CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_by_kind ON jobs (kind, id);

CREATE TABLE job_log (
  id       bigint NOT NULL PRIMARY KEY,
  job_id   bigint NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position bigint NOT NULL CHECK (position >= 0),
  at       bigint NOT NULL,
  level    text COLLATE "C" NOT NULL CHECK (level IN ('INFO', 'WARNING', 'ERROR')),
  message  text COLLATE "C" NOT NULL,
  UNIQUE (job_id, position)
);

-- What no job is begun of: '' is all, 'KIND IMPORT' a kind, 'GROUP library' a group.
CREATE TABLE job_pauses (
  scope     text COLLATE "C" NOT NULL PRIMARY KEY,
  paused_at bigint NOT NULL
);

-- db-scheduler's: who works for a group of jobs.
CREATE TABLE scheduled_tasks (
  task_name            text COLLATE "C" NOT NULL,
  task_instance        text COLLATE "C" NOT NULL,
  task_data            bytea,
  execution_time       bigint NOT NULL,
  picked               integer NOT NULL,
  picked_by            text COLLATE "C",
  last_success         bigint,
  last_failure         bigint,
  consecutive_failures integer,
  last_heartbeat       bigint,
  version              bigint NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);

INSERT INTO jobs (id, kind, state, job_group, priority, position, input, owner_kind, owner_label, attempts, max_attempts, done, total, unit,
    error, requested_at, started_at, finished_at)
  SELECT id, 'IMPORT', status, 'library', 0, id,
    CAST(json_build_object('path', path, 'format', format, 'source', source, 'onConflict', on_conflict, 'errorPolicy', error_policy,
      'prune', prune = 1, 'strict', strict = 1, 'complete', complete = 1, 'removeMissing', remove_missing = 1, 'maxRemovals', max_removals,
      'dryRun', dry_run = 1) AS text),
    'SYSTEM', 'Reelgraph', CASE WHEN status = 'QUEUED' AND processed = 0 THEN 0 ELSE greatest(0, 3 - restarts_left) END, 3, processed, total,
    'records', error, requested_at, started_at, finished_at
  FROM import_jobs;

DROP INDEX import_jobs_open;
ALTER TABLE import_jobs DROP COLUMN status, DROP COLUMN error, DROP COLUMN requested_at, DROP COLUMN started_at, DROP COLUMN finished_at,
  DROP COLUMN restarts_left, ADD FOREIGN KEY (id) REFERENCES jobs (id) ON DELETE CASCADE;
