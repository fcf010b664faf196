-- The way back from V28: what jobs that synchronised the library had read is lost.

DROP TABLE tautulli_snapshots;
DROP TABLE synced_items;
DROP TABLE sync_items;
DROP TABLE sync_sections;
DROP TABLE sync_jobs;
ALTER TABLE library_sections DROP COLUMN last_synced_at;
ALTER TABLE connections DROP COLUMN source;
