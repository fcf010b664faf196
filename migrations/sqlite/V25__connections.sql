-- Servers that a library comes from, and the sections that they have.

CREATE TABLE connections (
  id         INTEGER NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  -- Kinds of servers name themselves, so none is listed here.
  kind       TEXT    NOT NULL,
  url        TEXT    NOT NULL,
  -- Encrypted: the key's id, a colon, and Base64.
  secret     TEXT    NOT NULL CHECK (secret LIKE '%:%'),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE library_sections (
  id            INTEGER NOT NULL PRIMARY KEY,
  connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  -- As the server knows it.
  section_key   TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  type          TEXT    NOT NULL,
  media_kind    TEXT    CHECK (media_kind IN ('SERIES', 'MOVIE')),
  enabled       INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  -- Whether the server had it when it was asked last.
  available     INTEGER NOT NULL CHECK (available IN (0, 1)),
  UNIQUE (connection_id, section_key),
  CHECK (enabled = 0 OR media_kind IS NOT NULL)
) STRICT;
