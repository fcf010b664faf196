-- Which qualities of a release are wanted, and which profile goes for a kind of media unless another is named.

CREATE TABLE quality_profiles (
  id              INTEGER NOT NULL PRIMARY KEY,
  name            TEXT    NOT NULL,
  -- The name without case, by which profiles are told apart.
  name_key        TEXT    NOT NULL UNIQUE,
  description     TEXT,
  upgrade_allowed INTEGER NOT NULL CHECK (upgrade_allowed IN (0, 1)),
  cutoff          TEXT    NOT NULL,
  min_size        INTEGER CHECK (min_size >= 0),
  max_size        INTEGER CHECK (max_size >= 0),
  -- Made for the default of this kind, which was not given as a profile; null once somebody has edited it.
  own_kind        TEXT    CHECK (own_kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  CHECK (min_size <= max_size)
) STRICT;

CREATE TABLE quality_profile_qualities (
  profile_id INTEGER NOT NULL REFERENCES quality_profiles (id) ON DELETE CASCADE,
  -- From 0, best first.
  position   INTEGER NOT NULL,
  quality    TEXT    NOT NULL,
  allowed    INTEGER NOT NULL CHECK (allowed IN (0, 1)),
  preferred  INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  PRIMARY KEY (profile_id, position)
) STRICT;

CREATE TABLE quality_defaults (
  id         INTEGER NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL UNIQUE CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  profile_id INTEGER NOT NULL REFERENCES quality_profiles (id)
) STRICT;

CREATE INDEX quality_defaults_by_profile ON quality_defaults (profile_id);
