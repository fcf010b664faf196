-- How often a job may still go on in another process, if the one that runs it ends.

ALTER TABLE import_jobs ADD COLUMN restarts_left INTEGER NOT NULL DEFAULT 0;
