-- What the last check of the database found, by what was checked.

CREATE TABLE database_checks (
  subject    text COLLATE "C" NOT NULL PRIMARY KEY,
  checked_at bigint NOT NULL,
  -- A list of texts; null if nothing is wrong.
  problems   text COLLATE "C" CHECK (problems IS NULL OR CAST(problems AS json) IS NOT NULL)
);
