-- Refresh tokens that were replaced a moment ago. Several may be under way at once: tabs, and phones that lost an answer.

CREATE TABLE replaced_refresh_tokens (
  session_id  INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  -- SHA-256 of the token.
  hash        TEXT    NOT NULL CHECK (length(hash) = 64),
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (session_id, hash)
) STRICT, WITHOUT ROWID;

INSERT INTO replaced_refresh_tokens (session_id, hash, replaced_at)
  SELECT id, previous_hash, rotated_at FROM sessions WHERE previous_hash IS NOT NULL;

ALTER TABLE sessions DROP COLUMN previous_hash;
ALTER TABLE sessions DROP COLUMN repeated;
