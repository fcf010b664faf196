-- Who may do what: users and the sessions they have signed in with.

CREATE TABLE users (
  id            INTEGER NOT NULL PRIMARY KEY,
  -- NFKC, lower case: compared as it is.
  email         TEXT    NOT NULL UNIQUE,
  display_name  TEXT    NOT NULL,
  role          TEXT    NOT NULL CHECK (role IN ('ADMIN', 'MODERATOR', 'USER')),
  status        TEXT    NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
  password_hash TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  last_login_at INTEGER
) STRICT;

CREATE TABLE sessions (
  id            INTEGER NOT NULL PRIMARY KEY,
  user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of the refresh token that is valid, and of the one it replaced.
  refresh_hash  TEXT    NOT NULL CHECK (length(refresh_hash) = 64),
  previous_hash TEXT    CHECK (length(previous_hash) = 64),
  -- How often the refresh token was replaced, when last, and whether its successor was given out a second time.
  generation    INTEGER NOT NULL CHECK (generation >= 0),
  rotated_at    INTEGER NOT NULL,
  repeated      INTEGER NOT NULL CHECK (repeated IN (0, 1)),
  created_at    INTEGER NOT NULL,
  last_used_at  INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  revoked_at    INTEGER,
  ip            TEXT    NOT NULL,
  user_agent    TEXT    NOT NULL
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);
