-- The way back from V11: an item has one rating key and no edition, every episode a number, and nothing is known of what imports contained. For a
-- connection without foreign keys (PRAGMA foreign_keys = OFF, outside of a transaction), or what refers to these tables would go.

DROP TABLE data_versions;
DROP TABLE complete_imports;
DROP TABLE media_seen;
DROP TABLE further_rating_keys;

CREATE TABLE import_jobs_before (
  id           INTEGER NOT NULL PRIMARY KEY,
  status       TEXT    NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  format       TEXT    NOT NULL CHECK (format IN ('PLEX_EXPORTER', 'TAUTULLI_EXPORT', 'JSON_LINES')),
  path         TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  on_conflict  TEXT    NOT NULL CHECK (on_conflict IN ('UPDATE', 'SKIP', 'FAIL')),
  error_policy TEXT    NOT NULL CHECK (error_policy IN ('REJECT_ALL', 'IGNORE_FAILED')),
  prune        INTEGER NOT NULL CHECK (prune IN (0, 1)),
  dry_run      INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  processed    INTEGER NOT NULL CHECK (processed >= 0),
  total        INTEGER NOT NULL CHECK (total >= 0),
  created      INTEGER NOT NULL CHECK (created >= 0),
  updated      INTEGER NOT NULL CHECK (updated >= 0),
  unchanged    INTEGER NOT NULL CHECK (unchanged >= 0),
  skipped      INTEGER NOT NULL CHECK (skipped >= 0),
  failed       INTEGER NOT NULL CHECK (failed >= 0),
  error        TEXT,
  requested_at INTEGER NOT NULL,
  started_at   INTEGER,
  finished_at  INTEGER,
  CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')))
) STRICT;

DELETE FROM import_records WHERE outcome = 'REMOVED'
  OR job_id IN (SELECT id FROM import_jobs WHERE format NOT IN ('PLEX_EXPORTER', 'TAUTULLI_EXPORT', 'JSON_LINES'));
INSERT INTO import_jobs_before SELECT id, status, format, path, source, on_conflict, error_policy, prune, dry_run, processed, total, created, updated,
    unchanged, skipped, failed, error, requested_at, started_at, finished_at
  FROM import_jobs WHERE format IN ('PLEX_EXPORTER', 'TAUTULLI_EXPORT', 'JSON_LINES');
DROP TABLE import_jobs;
ALTER TABLE import_jobs_before RENAME TO import_jobs;
CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

CREATE TABLE import_records_before (
  id          INTEGER NOT NULL PRIMARY KEY,
  job_id      INTEGER NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  file        TEXT    NOT NULL,
  line        INTEGER,
  item        INTEGER,
  kind        TEXT    CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
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

-- Of several editions with one id, the first keeps it.
UPDATE media_items SET imdb = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source AND m.kind = media_items.kind
  AND m.imdb = media_items.imdb AND m.id < media_items.id);
UPDATE media_items SET tmdb = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source AND m.kind = media_items.kind
  AND m.tmdb = media_items.tmdb AND m.id < media_items.id);
UPDATE media_items SET tvdb = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source AND m.kind = media_items.kind
  AND m.tvdb = media_items.tvdb AND m.id < media_items.id);
UPDATE media_items SET plex = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source AND m.kind = media_items.kind
  AND m.plex = media_items.plex AND m.id < media_items.id);
UPDATE media_items SET musicbrainz = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source
  AND m.kind = media_items.kind AND m.musicbrainz = media_items.musicbrainz AND m.id < media_items.id);
UPDATE media_items SET isbn = NULL WHERE EXISTS (SELECT 1 FROM media_items m WHERE m.source = media_items.source AND m.kind = media_items.kind
  AND m.isbn = media_items.isbn AND m.id < media_items.id);
UPDATE media_items SET metadata = json_set(coalesce(metadata, '{}'), '$.editionTitle', edition) WHERE edition IS NOT NULL;

DROP INDEX media_items_by_rating_key;
DROP INDEX media_items_by_imdb;
DROP INDEX media_items_by_tmdb;
DROP INDEX media_items_by_tvdb;
DROP INDEX media_items_by_plex;
DROP INDEX media_items_by_musicbrainz;
DROP INDEX media_items_by_isbn;
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (source, rating_key, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (source, imdb, kind) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (source, tmdb, kind) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (source, tvdb, kind) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (source, plex, kind) WHERE plex IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_musicbrainz ON media_items (source, musicbrainz, kind) WHERE musicbrainz IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_isbn ON media_items (source, isbn, kind) WHERE isbn IS NOT NULL;

DROP TRIGGER media_items_added;
DROP TRIGGER media_items_updated;
DROP INDEX media_items_by_last_added;
DROP INDEX media_items_by_last_added_of_all;
CREATE INDEX media_items_by_arrival ON media_items (kind, coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_arrival_of_all ON media_items (coalesce(added_at, created_at), id);
ALTER TABLE media_items DROP COLUMN edition;
ALTER TABLE media_items DROP COLUMN last_added_at;
ALTER TABLE seasons DROP COLUMN added_at;

CREATE TRIGGER media_items_updated AFTER UPDATE OF source, rating_key, title, sort_title, original_title, year, summary, tagline,
    content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, updated_at
  ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), at = NEW.updated_at WHERE media_id = NEW.id;
END;

CREATE TABLE episodes_before (
  id               INTEGER NOT NULL PRIMARY KEY,
  series_id        INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  season_id        INTEGER NOT NULL REFERENCES seasons (id) ON DELETE CASCADE,
  season_number    INTEGER NOT NULL CHECK (season_number >= 0),
  number           INTEGER NOT NULL CHECK (number >= 0),
  rating_key       TEXT,
  title            TEXT,
  summary          TEXT,
  aired_on         TEXT,
  duration_seconds INTEGER CHECK (duration_seconds >= 0),
  rating           REAL    CHECK (rating BETWEEN 0 AND 10),
  imdb             TEXT,
  tmdb             TEXT,
  tvdb             TEXT,
  plex             TEXT,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  metadata         TEXT    CHECK (metadata IS NULL OR json_valid(metadata)),
  UNIQUE (season_id, number)
) STRICT;

-- Episodes without a number get the next ones of their season.
INSERT INTO episodes_before SELECT id, series_id, season_id, season_number,
    coalesce(number, coalesce((SELECT max(e.number) FROM episodes e WHERE e.season_id = episodes.season_id), 0)
      + row_number() OVER (PARTITION BY season_id, number IS NULL ORDER BY position, tie)),
    rating_key, title, summary, aired_on, duration_seconds, rating, imdb, tmdb, tvdb, plex, created_at, updated_at, metadata
  FROM episodes;
DROP TABLE episodes;
ALTER TABLE episodes_before RENAME TO episodes;
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, number, duration_seconds);

CREATE TRIGGER episodes_owned_rows AFTER DELETE ON episodes BEGIN
  DELETE FROM credits WHERE owner_id = OLD.id;
  DELETE FROM images WHERE owner_id = OLD.id;
END;
CREATE TRIGGER episodes_search_created AFTER INSERT ON episodes BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER episodes_search_changed AFTER UPDATE ON episodes
  WHEN (OLD.title, OLD.summary, OLD.rating) IS NOT (NEW.title, NEW.summary, NEW.rating) BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER episodes_search_deleted AFTER DELETE ON episodes BEGIN
  DELETE FROM search_titles WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_texts WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_fragments WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_entries WHERE entity_id = OLD.id;
  DELETE FROM search_pending WHERE entity_id = OLD.id;
END;
