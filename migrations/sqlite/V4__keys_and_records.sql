-- Keys of scripts, one-time tokens, settings, and what was done, refused and failed.

ALTER TABLE users ADD COLUMN email_verified_at INTEGER;

CREATE TABLE api_keys (
  id           INTEGER NOT NULL PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  role         TEXT    NOT NULL CHECK (role IN ('ADMIN', 'MODERATOR', 'USER')),
  -- SHA-256 of the key, and the beginning by which its owner tells it from others.
  hash         TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64),
  beginning    TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT;

CREATE INDEX api_keys_by_user ON api_keys (user_id, id);

CREATE TABLE email_verification_tokens (
  id         INTEGER NOT NULL PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The user's address at the time: for another one the token is worth nothing.
  email      TEXT    NOT NULL,
  purpose    TEXT    NOT NULL CHECK (purpose IN ('INVITATION', 'PASSWORD_RESET')),
  hash       TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;

CREATE INDEX email_verification_tokens_by_user ON email_verification_tokens (user_id);

-- Ids of users and keys stay when these are deleted, so nothing is referenced.
CREATE TABLE audit_log (
  id         INTEGER NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  actor      TEXT    NOT NULL CHECK (actor IN ('USER', 'API_KEY', 'ANONYMOUS', 'SYSTEM', 'COMMAND_LINE')),
  user_id    INTEGER,
  api_key_id INTEGER,
  action     TEXT    NOT NULL,
  -- The global id of what was changed, and what it was called.
  target     TEXT,
  label      TEXT,
  outcome    TEXT    NOT NULL CHECK (outcome IN ('SUCCESS', 'REFUSED', 'FAILED')),
  -- How often, and of what was refused or failed the actions with their codes and counts, as JSON.
  count      INTEGER NOT NULL CHECK (count > 0),
  refusals   TEXT,
  address    TEXT,
  request_id TEXT
) STRICT;

CREATE INDEX audit_log_by_time ON audit_log (at);
CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
CREATE INDEX audit_log_by_action ON audit_log (action, id);
CREATE INDEX audit_log_by_target ON audit_log (target, id);
CREATE INDEX audit_log_by_outcome ON audit_log (outcome, id);

CREATE TABLE error_logs (
  id         INTEGER NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  request_id TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  operation  TEXT,
  path       TEXT    NOT NULL,
  user_id    INTEGER
) STRICT;

CREATE INDEX error_logs_by_time ON error_logs (at);
CREATE INDEX error_logs_by_request ON error_logs (request_id);

CREATE TABLE settings (
  name       TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
