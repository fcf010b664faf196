-- Webhooks by which servers tell what is new, and what they have told.

-- Who knows a token may tell something. Only its hash is kept.
CREATE TABLE webhooks (
  connection_id bigint NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  token_hash    text COLLATE "C" NOT NULL UNIQUE,
  created_at    bigint NOT NULL
);

-- What is still to be read.
CREATE TABLE announced_items (
  section_id bigint NOT NULL REFERENCES library_sections (id) ON DELETE CASCADE,
  rating_key text COLLATE "C" NOT NULL,
  title      text COLLATE "C" NOT NULL,
  -- How the server that told it names itself.
  server     text COLLATE "C" NOT NULL,
  PRIMARY KEY (section_id, rating_key)
);
