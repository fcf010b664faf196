-- Who downloaded which file, and links by which somebody may.

-- Who knows a link's token may download one file. Only its hash is kept.
CREATE TABLE download_links (
  id         INTEGER NOT NULL PRIMARY KEY,
  token_hash TEXT    NOT NULL UNIQUE,
  -- The global id of the backup or of the job of the export.
  target     TEXT    NOT NULL,
  -- Whose role counts when the link is used.
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The address that came first, and when the end of the file was sent there.
  address    TEXT,
  used_at    INTEGER
) STRICT;

CREATE INDEX download_links_by_user ON download_links (user_id);
CREATE INDEX download_links_by_end ON download_links (expires_at);

-- An entry for each request, also once what it names is gone.
CREATE TABLE downloads (
  id          INTEGER NOT NULL PRIMARY KEY,
  at          INTEGER NOT NULL,
  -- Null while it lasts, and for good if the server ended meanwhile.
  finished_at INTEGER,
  actor       TEXT    NOT NULL CHECK (actor IN ('USER', 'API_KEY', 'ANONYMOUS')),
  user_id     INTEGER,
  api_key_id  INTEGER,
  link_id     INTEGER,
  address     TEXT    NOT NULL,
  target      TEXT    NOT NULL,
  file_name   TEXT    NOT NULL,
  outcome     TEXT    NOT NULL CHECK (outcome IN ('UNDER_WAY', 'COMPLETED', 'BROKEN_OFF')),
  bytes       INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;

CREATE INDEX downloads_by_time ON downloads (at);
