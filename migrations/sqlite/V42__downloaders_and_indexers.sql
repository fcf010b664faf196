-- Programs that download releases, servers that know of releases, and how both do.

CREATE TABLE downloaders (
  id             INTEGER NOT NULL PRIMARY KEY,
  name           TEXT    NOT NULL UNIQUE,
  -- Kinds of servers name themselves, so none is listed here.
  kind           TEXT    NOT NULL,
  enabled        INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  -- MediaOS has some without an address.
  base_url       TEXT,
  user_name      TEXT,
  -- The password and the API key, encrypted: the key's id, a colon, and Base64.
  credentials    TEXT    NOT NULL CHECK (credentials LIKE '%:%'),
  category       TEXT,
  timeout_millis INTEGER NOT NULL CHECK (timeout_millis > 0),
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE indexers (
  id         INTEGER NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  -- The kind of the indexer through which it is asked; null if it has an address of its own.
  managed_by TEXT,
  enabled    INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  base_url   TEXT,
  -- Encrypted.
  api_key    TEXT    NOT NULL CHECK (api_key LIKE '%:%'),
  -- 1 is the best; what MediaOS had may be lower or higher than what can be entered.
  priority   INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- How servers do that failed at some time. Server is the id of a downloader or an indexer.
CREATE TABLE server_health (
  server_id       INTEGER NOT NULL PRIMARY KEY,
  level           INTEGER NOT NULL,
  failing_since   INTEGER,
  last_failure_at INTEGER,
  last_problem    TEXT,
  last_message    TEXT,
  disabled_until  INTEGER
) STRICT;
