-- Jobs that start by themselves, and what became of each time at which they should.

CREATE TABLE schedules (
  id                bigint  NOT NULL PRIMARY KEY,
  name              text COLLATE "C" NOT NULL UNIQUE,
  -- Kinds of jobs name themselves, so none is listed here.
  kind              text COLLATE "C" NOT NULL,
  input             text COLLATE "C" NOT NULL CHECK (CAST(input AS json) IS NOT NULL),
  cron              text COLLATE "C",
  zone              text COLLATE "C" NOT NULL,
  enabled           integer NOT NULL CHECK (enabled IN (0, 1)),
  watch             integer NOT NULL CHECK (watch IN (0, 1)),
  tolerance_seconds integer NOT NULL CHECK (tolerance_seconds >= 0),
  last_run          bigint,
  next_run          bigint,
  -- What the last job found, and why there was nothing to find since.
  fingerprint       text COLLATE "C",
  absence           text COLLATE "C",
  created_at        bigint  NOT NULL,
  updated_at        bigint  NOT NULL,
  CHECK (cron IS NOT NULL OR watch = 1)
);

CREATE TABLE schedule_runs (
  id          bigint NOT NULL PRIMARY KEY,
  schedule_id bigint NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  due_at      bigint NOT NULL,
  cause       text COLLATE "C" NOT NULL CHECK (cause IN ('TIME', 'CHANGE', 'REQUEST')),
  outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('STARTED', 'SKIPPED', 'MISSED')),
  -- The job stays here once it is no longer kept.
  job_id      bigint,
  reason      text COLLATE "C",
  CHECK ((job_id IS NOT NULL) = (outcome = 'STARTED'))
);

CREATE INDEX schedule_runs_by_schedule ON schedule_runs (schedule_id, id);

-- However many servers look, and whatever their clocks say.
CREATE UNIQUE INDEX schedule_runs_once ON schedule_runs (schedule_id, due_at) WHERE cause = 'TIME';
