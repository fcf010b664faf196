-- Jobs that start by themselves, and what became of each time at which they should.

CREATE TABLE schedules (
  id                INTEGER NOT NULL PRIMARY KEY,
  name              TEXT    NOT NULL UNIQUE,
  -- Kinds of jobs name themselves, so none is listed here.
  kind              TEXT    NOT NULL,
  input             TEXT    NOT NULL CHECK (json_valid(input)),
  cron              TEXT,
  zone              TEXT    NOT NULL,
  enabled           INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  watch             INTEGER NOT NULL CHECK (watch IN (0, 1)),
  tolerance_seconds INTEGER NOT NULL CHECK (tolerance_seconds >= 0),
  last_run          INTEGER,
  next_run          INTEGER,
  -- What the last job found, and why there was nothing to find since.
  fingerprint       TEXT,
  absence           TEXT,
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  CHECK (cron IS NOT NULL OR watch = 1)
) STRICT;

CREATE TABLE schedule_runs (
  id          INTEGER NOT NULL PRIMARY KEY,
  schedule_id INTEGER NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  due_at      INTEGER NOT NULL,
  cause       TEXT    NOT NULL CHECK (cause IN ('TIME', 'CHANGE', 'REQUEST')),
  outcome     TEXT    NOT NULL CHECK (outcome IN ('STARTED', 'SKIPPED', 'MISSED')),
  -- The job stays here once it is no longer kept.
  job_id      INTEGER,
  reason      TEXT,
  CHECK ((job_id IS NOT NULL) = (outcome = 'STARTED'))
) STRICT;

CREATE INDEX schedule_runs_by_schedule ON schedule_runs (schedule_id, id);

-- However many servers look, and whatever their clocks say.
CREATE UNIQUE INDEX schedule_runs_once ON schedule_runs (schedule_id, due_at) WHERE cause = 'TIME';
