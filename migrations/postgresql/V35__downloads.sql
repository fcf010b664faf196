-- Who downloaded which file, and links by which somebody may.

-- Who knows a link's token may download one file. Only its hash is kept.
CREATE TABLE download_links (
  id         bigint NOT NULL PRIMARY KEY,
  token_hash text COLLATE "C" NOT NULL UNIQUE,
  -- The global id of the backup or of the job of the export.
  target     text COLLATE "C" NOT NULL,
  -- Whose role counts when the link is used.
  user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- The address that came first, and when the end of the file was sent there.
  address    text COLLATE "C",
  used_at    bigint
);

CREATE INDEX download_links_by_user ON download_links (user_id);
CREATE INDEX download_links_by_end ON download_links (expires_at);

-- An entry for each request, also once what it names is gone.
CREATE TABLE downloads (
  id          bigint NOT NULL PRIMARY KEY,
  at          bigint NOT NULL,
  -- Null while it lasts, and for good if the server ended meanwhile.
  finished_at bigint,
  actor       text COLLATE "C" NOT NULL CHECK (actor IN ('USER', 'API_KEY', 'ANONYMOUS')),
  user_id     bigint,
  api_key_id  bigint,
  link_id     bigint,
  address     text COLLATE "C" NOT NULL,
  target      text COLLATE "C" NOT NULL,
  file_name   text COLLATE "C" NOT NULL,
  outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('UNDER_WAY', 'COMPLETED', 'BROKEN_OFF')),
  bytes       bigint NOT NULL CHECK (bytes >= 0)
);

CREATE INDEX downloads_by_time ON downloads (at);
