-- What the last check of the database found, by what was checked.

CREATE TABLE database_checks (
  subject    TEXT    NOT NULL PRIMARY KEY,
  checked_at INTEGER NOT NULL,
  -- A list of texts; null if nothing is wrong.
  problems   TEXT CHECK (problems IS NULL OR json_valid(problems))
) STRICT;
