-- What the last verification of each item found, and what verifications demand.

CREATE TABLE verifications (
  id         INTEGER NOT NULL PRIMARY KEY,
  -- Null if the item isn't in the library: then only MediaOS knows it.
  media_id   INTEGER UNIQUE REFERENCES media_items (id) ON DELETE CASCADE,
  media_kind TEXT    NOT NULL CHECK (media_kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  -- The item's id in MediaOS, if the result came from there.
  source_key TEXT,
  title      TEXT    NOT NULL,
  phase      TEXT    NOT NULL CHECK (phase IN ('DOWNLOADER', 'ARR', 'PLAYER', 'ALL')),
  -- Of the gravest issue: 1 INFO, 2 WARN, 3 ERROR; 0 if there is none.
  severity   INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
  checked_at INTEGER NOT NULL,
  -- Null if no file was looked at.
  file       TEXT,
  -- The job may be gone.
  job_id     INTEGER,
  -- Lists of objects, in order; null if empty.
  issues     TEXT    CHECK (issues IS NULL OR json_valid(issues)),
  unchecked  TEXT    CHECK (unchecked IS NULL OR json_valid(unchecked)),
  UNIQUE (source_key, media_kind),
  CHECK (media_id IS NOT NULL OR source_key IS NOT NULL)
) STRICT;

CREATE INDEX verifications_by_time ON verifications (checked_at, id);
CREATE INDEX verifications_by_severity ON verifications (severity, id);

-- One row, once anything was set; the default counts where a value is null.
CREATE TABLE verification_settings (
  id                   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  min_duration_seconds INTEGER CHECK (min_duration_seconds >= 0),
  -- An object: the least kbit/s by the height of a picture.
  min_bitrates         TEXT    CHECK (min_bitrates IS NULL OR json_valid(min_bitrates)),
  -- A list of texts.
  allowed_containers   TEXT    CHECK (allowed_containers IS NULL OR json_valid(allowed_containers))
) STRICT;
