-- What programs have to know to take each other's jobs, and go on with them.

-- The rating keys of items that an unfinished import gave to others.
CREATE TABLE import_former_keys (
  job_id      bigint NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  -- Kept however it fares later, so this is no foreign key.
  media_id    bigint NOT NULL,
  -- A JSON list of the keys that it had before the import, the latest first; null if it had none.
  rating_keys text COLLATE "C",
  PRIMARY KEY (job_id, media_id)
);

-- The servers that run jobs, each by its process, unless it has said that it ends.
CREATE TABLE job_servers (
  -- As in a job's lease.
  name       text COLLATE "C" NOT NULL PRIMARY KEY,
  pid        bigint NOT NULL,
  started_at bigint NOT NULL
);

-- What a server has to find at the source of a job to take it from the program that has reserved it; null if none may.
ALTER TABLE jobs ADD COLUMN offer text COLLATE "C";
