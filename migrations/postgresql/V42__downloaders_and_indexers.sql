-- Programs that download releases, servers that know of releases, and how both do.

CREATE TABLE downloaders (
  id             bigint  NOT NULL PRIMARY KEY,
  name           text COLLATE "C" NOT NULL UNIQUE,
  -- Kinds of servers name themselves, so none is listed here.
  kind           text COLLATE "C" NOT NULL,
  enabled        integer NOT NULL CHECK (enabled IN (0, 1)),
  -- MediaOS has some without an address.
  base_url       text COLLATE "C",
  user_name      text COLLATE "C",
  -- The password and the API key, encrypted: the key's id, a colon, and Base64.
  credentials    text COLLATE "C" NOT NULL CHECK (credentials LIKE '%:%'),
  category       text COLLATE "C",
  timeout_millis integer NOT NULL CHECK (timeout_millis > 0),
  created_at     bigint  NOT NULL,
  updated_at     bigint  NOT NULL
);

CREATE TABLE indexers (
  id         bigint  NOT NULL PRIMARY KEY,
  name       text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  -- The kind of the indexer through which it is asked; null if it has an address of its own.
  managed_by text COLLATE "C",
  enabled    integer NOT NULL CHECK (enabled IN (0, 1)),
  base_url   text COLLATE "C",
  -- Encrypted.
  api_key    text COLLATE "C" NOT NULL CHECK (api_key LIKE '%:%'),
  -- 1 is the best; what MediaOS had may be lower or higher than what can be entered.
  priority   integer NOT NULL,
  created_at bigint  NOT NULL,
  updated_at bigint  NOT NULL
);

-- How servers do that failed at some time. Server is the id of a downloader or an indexer.
CREATE TABLE server_health (
  server_id       bigint  NOT NULL PRIMARY KEY,
  level           integer NOT NULL,
  failing_since   bigint,
  last_failure_at bigint,
  last_problem    text COLLATE "C",
  last_message    text COLLATE "C",
  disabled_until  bigint
);
