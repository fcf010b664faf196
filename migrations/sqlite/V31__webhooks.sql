-- Webhooks by which servers tell what is new, and what they have told.

-- Who knows a token may tell something. Only its hash is kept.
CREATE TABLE webhooks (
  connection_id INTEGER NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  token_hash    TEXT    NOT NULL UNIQUE,
  created_at    INTEGER NOT NULL
) STRICT;

-- What is still to be read.
CREATE TABLE announced_items (
  section_id INTEGER NOT NULL REFERENCES library_sections (id) ON DELETE CASCADE,
  rating_key TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  -- How the server that told it names itself.
  server     TEXT    NOT NULL,
  PRIMARY KEY (section_id, rating_key)
) STRICT;
