-- The files of MediaOS: of each entry what the file says, and which row it became.

CREATE TABLE mediaos_entries (
  id        INTEGER NOT NULL PRIMARY KEY,
  file      TEXT    NOT NULL,
  -- The list that it stands in; empty for a member of the root, and for the root itself.
  list      TEXT    NOT NULL,
  entry_key TEXT    NOT NULL,
  position  INTEGER NOT NULL,
  -- Null if the entry is kept just as it is; a row that isn't there any more was deleted since.
  row_id    INTEGER,
  -- As the file has it, secrets encrypted.
  entry     TEXT    NOT NULL,
  UNIQUE (file, entry_key, list)
) STRICT;
CREATE INDEX mediaos_entries_in_order ON mediaos_entries (file, position, id);
CREATE INDEX mediaos_entries_by_row ON mediaos_entries (file, row_id);

-- The roots of files: members that are no entries, and in the place of entries null.
CREATE TABLE mediaos_files (
  file TEXT NOT NULL PRIMARY KEY,
  root TEXT NOT NULL CHECK (json_valid(root))
) STRICT;

-- What secrets in these files mean, encrypted with this server's key.
CREATE TABLE mediaos_secrets (
  id     INTEGER NOT NULL PRIMARY KEY,
  -- The SHA-256 of the secret as it stands in a file.
  digest TEXT    NOT NULL UNIQUE,
  secret TEXT    NOT NULL
) STRICT;
