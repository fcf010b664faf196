-- The start page: the rows that somebody has arranged, and the picks at its top.

CREATE TABLE home_rows (
  kind     TEXT    NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  enabled  INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  size     INTEGER NOT NULL CHECK (size >= 1),
  title    TEXT
) STRICT;

-- One row, once the policy was changed.
CREATE TABLE hero_policies (
  id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  policy     TEXT    NOT NULL CHECK (json_valid(policy)),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hero_pools (
  kind          TEXT    NOT NULL PRIMARY KEY CHECK (kind IN ('SERIES', 'MOVIE')),
  -- Rises with each pool, so that of several servers that make the next one only the first stores it.
  version       INTEGER NOT NULL,
  policy_hash   TEXT    NOT NULL,
  seed          INTEGER NOT NULL,
  -- The place of the library's last change (change_places) that it knows.
  library_place INTEGER NOT NULL,
  began_at      INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  picks         TEXT    NOT NULL CHECK (json_valid(picks))
) STRICT;

-- What was picked, by the beginning of the time it was shown in. Items may be gone: without a foreign key, imports don't look here.
CREATE TABLE hero_history (
  kind     TEXT    NOT NULL,
  shown_at INTEGER NOT NULL,
  media_id INTEGER NOT NULL,
  PRIMARY KEY (kind, shown_at, media_id)
) STRICT, WITHOUT ROWID;
