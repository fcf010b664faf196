-- The way back from V17: only imports are known, and those that were interrupted begin again.

ALTER TABLE import_jobs DROP CONSTRAINT import_jobs_id_fkey, ADD COLUMN status text COLLATE "C", ADD COLUMN error text COLLATE "C",
  ADD COLUMN requested_at bigint, ADD COLUMN started_at bigint, ADD COLUMN finished_at bigint, ADD COLUMN restarts_left integer NOT NULL DEFAULT 0;
UPDATE import_jobs AS i SET status = CASE state WHEN 'CANCELLING' THEN 'RUNNING' WHEN 'INTERRUPTED' THEN 'QUEUED' ELSE state END,
    error = j.error, requested_at = j.requested_at, started_at = j.started_at, finished_at = j.finished_at,
    restarts_left = greatest(0, j.max_attempts - j.attempts)
  FROM jobs AS j WHERE j.id = i.id;
ALTER TABLE import_jobs ALTER COLUMN status SET NOT NULL, ALTER COLUMN requested_at SET NOT NULL,
  ADD CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  ADD CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')));
CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

DROP TABLE scheduled_tasks, job_pauses, job_log, jobs;
