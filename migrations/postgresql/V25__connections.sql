-- Servers that a library comes from, and the sections that they have.

CREATE TABLE connections (
  id         bigint  NOT NULL PRIMARY KEY,
  name       text COLLATE "C" NOT NULL UNIQUE,
  -- Kinds of servers name themselves, so none is listed here.
  kind       text COLLATE "C" NOT NULL,
  url        text COLLATE "C" NOT NULL,
  -- Encrypted: the key's id, a colon, and Base64.
  secret     text COLLATE "C" NOT NULL CHECK (secret LIKE '%:%'),
  created_at bigint  NOT NULL,
  updated_at bigint  NOT NULL
);

CREATE TABLE library_sections (
  id            bigint  NOT NULL PRIMARY KEY,
  connection_id bigint  NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  -- As the server knows it.
  section_key   text COLLATE "C" NOT NULL,
  name          text COLLATE "C" NOT NULL,
  type          text COLLATE "C" NOT NULL,
  media_kind    text COLLATE "C" CHECK (media_kind IN ('SERIES', 'MOVIE')),
  enabled       integer NOT NULL CHECK (enabled IN (0, 1)),
  -- Whether the server had it when it was asked last.
  available     integer NOT NULL CHECK (available IN (0, 1)),
  UNIQUE (connection_id, section_key),
  CHECK (enabled = 0 OR media_kind IS NOT NULL)
);
