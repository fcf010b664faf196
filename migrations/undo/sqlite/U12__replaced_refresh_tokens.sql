-- The way back from V12: of each session one replaced token is known.

ALTER TABLE sessions ADD COLUMN previous_hash TEXT CHECK (length(previous_hash) = 64);
ALTER TABLE sessions ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1));

UPDATE sessions SET previous_hash = (
  SELECT hash FROM replaced_refresh_tokens WHERE session_id = sessions.id ORDER BY replaced_at DESC LIMIT 1);

DROP TABLE replaced_refresh_tokens;
