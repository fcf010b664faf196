-- The files of MediaOS: of each entry what the file says, and which row it became.

CREATE TABLE mediaos_entries (
  id        bigint NOT NULL PRIMARY KEY,
  file      text COLLATE "C" NOT NULL,
  -- The list that it stands in; empty for a member of the root, and for the root itself.
  list      text COLLATE "C" NOT NULL,
  entry_key text COLLATE "C" NOT NULL,
  position  integer NOT NULL,
  -- Null if the entry is kept just as it is; a row that isn't there any more was deleted since.
  row_id    bigint,
  -- As the file has it, secrets encrypted.
  entry     text COLLATE "C" NOT NULL,
  UNIQUE (file, entry_key, list)
);
CREATE INDEX mediaos_entries_in_order ON mediaos_entries (file, position, id);
CREATE INDEX mediaos_entries_by_row ON mediaos_entries (file, row_id);

-- The roots of files: members that are no entries, and in the place of entries null.
CREATE TABLE mediaos_files (
  file text COLLATE "C" NOT NULL PRIMARY KEY,
  root text COLLATE "C" NOT NULL CHECK (CAST(root AS json) IS NOT NULL)
);

-- What secrets in these files mean, encrypted with this server's key.
CREATE TABLE mediaos_secrets (
  id     bigint NOT NULL PRIMARY KEY,
  -- The SHA-256 of the secret as it stands in a file.
  digest text COLLATE "C" NOT NULL UNIQUE,
  secret text COLLATE "C" NOT NULL
);
