-- Which server a connection leads to, and what syncs have to know of its items beside what they contained.

-- How the server names itself; null until it has been asked.
ALTER TABLE connections ADD COLUMN server_identifier TEXT;

-- Items whose last rating key passed to another item, until a second sync confirms that nothing lists them.
CREATE TABLE displaced_items (
  section_id INTEGER NOT NULL REFERENCES library_sections (id) ON DELETE CASCADE,
  -- An item that is deleted is forgotten by the next sync.
  media_id   INTEGER NOT NULL,
  -- The key that it had.
  rating_key TEXT    NOT NULL,
  -- The job that found it, which can't confirm itself.
  job_id     INTEGER NOT NULL,
  PRIMARY KEY (section_id, media_id)
) STRICT, WITHOUT ROWID;

-- Whether two lists lacked the key, whose item is there under another one.
ALTER TABLE synced_items ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1));

-- The external ids that a sync read of an item last. Others came from elsewhere.
CREATE TABLE source_ids (
  media_id INTEGER NOT NULL PRIMARY KEY REFERENCES media_items (id) ON DELETE CASCADE,
  imdb     TEXT,
  tmdb     TEXT,
  tvdb     TEXT,
  plex     TEXT
) STRICT;

INSERT INTO source_ids (media_id, imdb, tmdb, tvdb, plex)
  SELECT m.id, m.imdb, m.tmdb, m.tvdb, m.plex FROM media_items m
    WHERE EXISTS (SELECT 1 FROM synced_items s
      JOIN library_sections l ON l.id = s.section_id AND l.media_kind = m.kind
      JOIN connections c ON c.id = l.connection_id AND c.source = m.source
      WHERE s.rating_key = m.rating_key);

-- Series with deletions that wait for a confirmation counted as unchanged.
UPDATE synced_items SET version = '' WHERE rating_key IN (
  SELECT m.rating_key FROM media_items m WHERE m.id IN (
    SELECT e.series_id FROM episodes e JOIN guarded_deletions g ON g.entity_id = e.id AND g.outcome = 'WITHHELD'
    UNION SELECT s.series_id FROM seasons s JOIN guarded_deletions g ON g.entity_id = s.id AND g.outcome = 'WITHHELD'));
