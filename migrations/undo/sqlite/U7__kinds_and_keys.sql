-- The way back from V7: albums and books are no longer known, and titles are sorted by their letters again. For a connection
-- without foreign keys (PRAGMA foreign_keys = OFF, outside of a transaction), or what refers to these tables would go.

DELETE FROM credits WHERE owner_id IN (SELECT id FROM media_items WHERE kind IN ('ALBUM', 'BOOK'));
DELETE FROM images WHERE owner_id IN (SELECT id FROM media_items WHERE kind IN ('ALBUM', 'BOOK'));
DELETE FROM media_tags WHERE media_id IN (SELECT id FROM media_items WHERE kind IN ('ALBUM', 'BOOK'));
DELETE FROM media_items WHERE kind IN ('ALBUM', 'BOOK');
DELETE FROM import_records WHERE kind IN ('ALBUM', 'BOOK');
DELETE FROM changes WHERE media_kind IN ('ALBUM', 'BOOK');

CREATE TABLE media_items_before (
  id               INTEGER NOT NULL PRIMARY KEY,
  kind             TEXT    NOT NULL CHECK (kind IN ('SERIES', 'MOVIE')),
  source           TEXT    NOT NULL,
  rating_key       TEXT,
  title            TEXT    NOT NULL,
  sort_title       TEXT,
  sort_key         TEXT    NOT NULL,
  original_title   TEXT,
  year             INTEGER CHECK (year BETWEEN 1 AND 9999),
  summary          TEXT,
  tagline          TEXT,
  content_rating   TEXT,
  studio           TEXT,
  rating           REAL    CHECK (rating BETWEEN 0 AND 10),
  released_on      TEXT,
  duration_seconds INTEGER CHECK (duration_seconds >= 0),
  added_at         INTEGER,
  imdb             TEXT,
  tmdb             TEXT,
  tvdb             TEXT,
  plex             TEXT,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  metadata         TEXT    CHECK (metadata IS NULL OR json_valid(metadata))
) STRICT;

INSERT INTO media_items_before (id, kind, source, rating_key, title, sort_title, sort_key, original_title, year, summary, tagline, content_rating,
    studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, created_at, updated_at, metadata)
  SELECT id, kind, source, rating_key, title, sort_title, lower(coalesce(sort_title, title)), original_title, year, summary, tagline, content_rating,
    studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, created_at, updated_at, metadata
  FROM media_items;
DROP TABLE media_items;
ALTER TABLE media_items_before RENAME TO media_items;

CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id);
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (source, rating_key, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (source, imdb, kind) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (source, tmdb, kind) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (source, tvdb, kind) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (source, plex, kind) WHERE plex IS NOT NULL;
CREATE INDEX media_items_without_key ON media_items (source, title, kind)
  WHERE rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL;
CREATE INDEX media_items_by_sort_key_of_all ON media_items (sort_key, id);
CREATE INDEX media_items_by_year ON media_items (kind, year, id);
CREATE INDEX media_items_by_year_of_all ON media_items (year, id);
CREATE INDEX media_items_by_added ON media_items (kind, added_at, id);
CREATE INDEX media_items_by_added_of_all ON media_items (added_at, id);
CREATE INDEX media_items_by_updated ON media_items (kind, updated_at, id);
CREATE INDEX media_items_by_updated_of_all ON media_items (updated_at, id);
CREATE INDEX media_items_by_released ON media_items (kind, released_on, id);
CREATE INDEX media_items_by_released_of_all ON media_items (released_on, id);
CREATE INDEX media_items_by_rating ON media_items (kind, rating, id);
CREATE INDEX media_items_by_rating_of_all ON media_items (rating, id);
CREATE INDEX media_items_by_duration ON media_items (kind, duration_seconds, id);
CREATE INDEX media_items_by_duration_of_all ON media_items (duration_seconds, id);
CREATE INDEX media_items_by_arrival ON media_items (kind, coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_arrival_of_all ON media_items (coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id);
CREATE INDEX media_items_by_rating_point ON media_items (CAST(rating AS INTEGER)) WHERE rating IS NOT NULL;

CREATE TRIGGER media_items_owned_rows AFTER DELETE ON media_items BEGIN
  DELETE FROM credits WHERE owner_id = OLD.id;
  DELETE FROM images WHERE owner_id = OLD.id;
END;

CREATE TRIGGER media_items_created AFTER INSERT ON media_items BEGIN
  INSERT INTO change_places VALUES (1, 1, 0) ON CONFLICT (id) DO UPDATE SET last = last + 1;
  INSERT INTO changes (seq, media_id, media_kind, created_seq, at, deleted)
    SELECT last, NEW.id, NEW.kind, last, NEW.created_at, 0 FROM change_places WHERE true
    -- What was deleted may come back as it was.
    ON CONFLICT (media_id) DO UPDATE SET seq = excluded.seq, media_kind = excluded.media_kind,
      created_seq = excluded.created_seq, at = excluded.at, deleted = 0;
END;

CREATE TRIGGER media_items_updated AFTER UPDATE OF updated_at ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), at = NEW.updated_at WHERE media_id = NEW.id;
END;

CREATE TRIGGER media_items_deleted AFTER DELETE ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), deleted = 1,
    at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE media_id = OLD.id;
END;

DROP INDEX episodes_by_series;
CREATE INDEX episodes_by_series ON episodes (series_id, season_number, number);

DROP INDEX media_tags_by_name;
CREATE INDEX media_tags_by_name ON media_tags (kind, name);

DROP INDEX people_by_sort_key;
DROP INDEX people_by_folded_name;
ALTER TABLE people DROP COLUMN sort_key;
ALTER TABLE people DROP COLUMN folded_name;

CREATE TABLE import_records_before (
  id          INTEGER NOT NULL PRIMARY KEY,
  job_id      INTEGER NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  file        TEXT    NOT NULL,
  line        INTEGER,
  item        INTEGER,
  kind        TEXT    CHECK (kind IN ('SERIES', 'MOVIE')),
  rating_key  TEXT,
  title       TEXT,
  outcome     TEXT    NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED')),
  media_id    INTEGER,
  notices     TEXT    CHECK (notices IS NULL OR json_valid(notices)),
  changes     TEXT    CHECK (changes IS NULL OR json_valid(changes)),
  user_errors TEXT    CHECK (user_errors IS NULL OR json_valid(user_errors)),
  UNIQUE (job_id, position)
) STRICT;

INSERT INTO import_records_before SELECT * FROM import_records;
DROP TABLE import_records;
ALTER TABLE import_records_before RENAME TO import_records;
CREATE INDEX import_records_by_outcome ON import_records (job_id, outcome, position);

DROP TABLE collation;
