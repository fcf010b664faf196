-- What the last verification of each item found, and what verifications demand.

CREATE TABLE verifications (
  id         bigint  NOT NULL PRIMARY KEY,
  -- Null if the item isn't in the library: then only MediaOS knows it.
  media_id   bigint  UNIQUE REFERENCES media_items (id) ON DELETE CASCADE,
  media_kind text COLLATE "C" NOT NULL CHECK (media_kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  -- The item's id in MediaOS, if the result came from there.
  source_key text COLLATE "C",
  title      text COLLATE "C" NOT NULL,
  phase      text COLLATE "C" NOT NULL CHECK (phase IN ('DOWNLOADER', 'ARR', 'PLAYER', 'ALL')),
  -- Of the gravest issue: 1 INFO, 2 WARN, 3 ERROR; 0 if there is none.
  severity   integer NOT NULL CHECK (severity BETWEEN 0 AND 3),
  checked_at bigint  NOT NULL,
  -- Null if no file was looked at.
  file       text COLLATE "C",
  -- The job may be gone.
  job_id     bigint,
  -- Lists of objects, in order; null if empty.
  issues     text COLLATE "C" CHECK (issues IS NULL OR CAST(issues AS json) IS NOT NULL),
  unchecked  text COLLATE "C" CHECK (unchecked IS NULL OR CAST(unchecked AS json) IS NOT NULL),
  UNIQUE (source_key, media_kind),
  CHECK (media_id IS NOT NULL OR source_key IS NOT NULL)
);

CREATE INDEX verifications_by_time ON verifications (checked_at, id);
CREATE INDEX verifications_by_severity ON verifications (severity, id);

-- One row, once anything was set; the default counts where a value is null.
CREATE TABLE verification_settings (
  id                   bigint  NOT NULL PRIMARY KEY CHECK (id = 1),
  min_duration_seconds integer CHECK (min_duration_seconds >= 0),
  -- An object: the least kbit/s by the height of a picture.
  min_bitrates         text COLLATE "C" CHECK (min_bitrates IS NULL OR CAST(min_bitrates AS json) IS NOT NULL),
  -- A list of texts.
  allowed_containers   text COLLATE "C" CHECK (allowed_containers IS NULL OR CAST(allowed_containers AS json) IS NOT NULL)
);
