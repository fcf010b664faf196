ALTER TABLE import_jobs DROP COLUMN restarts_left;
