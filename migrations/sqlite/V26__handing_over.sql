-- What programs have to know to go on with each other's jobs.

-- The rating keys of items that an unfinished import gave to others.
CREATE TABLE import_former_keys (
  job_id      INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  -- Kept however it fares later, so this is no foreign key.
  media_id    INTEGER NOT NULL,
  -- A JSON list of the keys that it had before the import, the latest first; null if it had none.
  rating_keys TEXT,
  PRIMARY KEY (job_id, media_id)
) STRICT;
