-- Which qualities of a release are wanted, and which profile goes for a kind of media unless another is named.

CREATE TABLE quality_profiles (
  id              bigint  NOT NULL PRIMARY KEY,
  name            text COLLATE "C" NOT NULL,
  -- The name without case, by which profiles are told apart.
  name_key        text COLLATE "C" NOT NULL UNIQUE,
  description     text COLLATE "C",
  upgrade_allowed integer NOT NULL CHECK (upgrade_allowed IN (0, 1)),
  cutoff          text COLLATE "C" NOT NULL,
  min_size        bigint CHECK (min_size >= 0),
  max_size        bigint CHECK (max_size >= 0),
  -- Made for the default of this kind, which was not given as a profile; null once somebody has edited it.
  own_kind        text COLLATE "C" CHECK (own_kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  created_at      bigint NOT NULL,
  updated_at      bigint NOT NULL,
  CHECK (min_size <= max_size)
);

CREATE TABLE quality_profile_qualities (
  profile_id bigint NOT NULL REFERENCES quality_profiles (id) ON DELETE CASCADE,
  -- From 0, best first.
  position   integer NOT NULL,
  quality    text COLLATE "C" NOT NULL,
  allowed    integer NOT NULL CHECK (allowed IN (0, 1)),
  preferred  integer NOT NULL CHECK (preferred IN (0, 1)),
  PRIMARY KEY (profile_id, position)
);

CREATE TABLE quality_defaults (
  id         bigint  NOT NULL PRIMARY KEY,
  kind       text COLLATE "C" NOT NULL UNIQUE CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  profile_id bigint NOT NULL REFERENCES quality_profiles (id)
);

CREATE INDEX quality_defaults_by_profile ON quality_defaults (profile_id);
