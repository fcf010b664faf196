-- The way back from V2: jobs go, and what no column holds.

DROP TABLE import_records;
DROP TABLE import_jobs;
ALTER TABLE episodes DROP COLUMN metadata;
ALTER TABLE seasons DROP COLUMN metadata;
ALTER TABLE media_items DROP COLUMN metadata;
