-- The way back from V15: jobs that were interrupted end.

ALTER TABLE import_jobs DROP COLUMN restarts_left;
