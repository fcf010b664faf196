-- The way back from V19: imports can't be undone, and what they delete isn't listed.

ALTER TABLE import_jobs DROP COLUMN confirm_deletions;
DROP TABLE guarded_deletions;
DROP TABLE undo_records;
DROP TABLE undo_entries;
DROP TABLE undo_logs;
