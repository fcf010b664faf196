-- Editions, several rating keys of one item, episodes without a number, when parts were added, and what imports last contained.
-- A CHECK or NOT NULL can't be changed in place, so some tables are made anew; foreign keys are not enforced meanwhile.

ALTER TABLE media_items ADD COLUMN edition TEXT;
-- When the newest part of the item was added.
ALTER TABLE media_items ADD COLUMN last_added_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE seasons ADD COLUMN added_at INTEGER;

CREATE TABLE episodes_anew (
  id               INTEGER NOT NULL PRIMARY KEY,
  series_id        INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  season_id        INTEGER NOT NULL REFERENCES seasons (id) ON DELETE CASCADE,
  season_number    INTEGER NOT NULL CHECK (season_number >= 0),
  -- Null where it has none, as of a daily show.
  number           INTEGER CHECK (number >= 0),
  -- The place in the season: by number, then, of those without one, by day; ids tell apart what is of one day.
  position         INTEGER NOT NULL GENERATED ALWAYS AS
                     (coalesce(number, 10000000 + CAST(replace(aired_on, '-', '') AS INTEGER), 200000000)) VIRTUAL,
  tie              INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN number IS NULL THEN id ELSE 0 END) VIRTUAL,
  rating_key       TEXT,
  title            TEXT,
  summary          TEXT,
  aired_on         TEXT,
  duration_seconds INTEGER CHECK (duration_seconds >= 0),
  rating           REAL    CHECK (rating BETWEEN 0 AND 10),
  added_at         INTEGER,
  imdb             TEXT,
  tmdb             TEXT,
  tvdb             TEXT,
  plex             TEXT,
  metadata         TEXT    CHECK (metadata IS NULL OR json_valid(metadata)),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL
) STRICT;

INSERT INTO episodes_anew (id, series_id, season_id, season_number, number, rating_key, title, summary, aired_on, duration_seconds, rating, imdb, tmdb,
    tvdb, plex, metadata, created_at, updated_at)
  SELECT id, series_id, season_id, season_number, number, rating_key, title, summary, aired_on, duration_seconds, rating, imdb, tmdb, tvdb, plex,
    metadata, created_at, updated_at FROM episodes;
DROP TABLE episodes;
ALTER TABLE episodes_anew RENAME TO episodes;

CREATE UNIQUE INDEX episodes_by_season ON episodes (season_id, position, tie);
-- All episodes of a series, specials last; with what is added up and looked through of them.
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, position, tie, duration_seconds, added_at, created_at);

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

-- What was metadata has columns now. Instants without an offset count as UTC until the next import.
UPDATE media_items SET edition = nullif(trim(metadata ->> 'editionTitle'), ''),
    metadata = nullif(json_remove(metadata, '$.editionTitle'), '{}')
  WHERE json_type(metadata, '$.editionTitle') IN ('text', 'null');
UPDATE seasons SET added_at = CAST(unixepoch(metadata ->> 'addedAt') * 1000 AS INTEGER),
    metadata = nullif(json_remove(metadata, '$.addedAt'), '{}')
  WHERE json_type(metadata, '$.addedAt') = 'null' OR unixepoch(metadata ->> 'addedAt') > 0;
UPDATE episodes SET added_at = CAST(unixepoch(metadata ->> 'addedAt') * 1000 AS INTEGER),
    metadata = nullif(json_remove(metadata, '$.addedAt'), '{}')
  WHERE json_type(metadata, '$.addedAt') = 'null' OR unixepoch(metadata ->> 'addedAt') > 0;

-- What was added by the source's word; without it, or where that is in the future, when it came here. A part that came with its item is as old as that.
UPDATE media_items SET last_added_at =
  CASE WHEN added_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER) THEN added_at ELSE created_at END;
UPDATE media_items SET last_added_at = max(last_added_at,
  coalesce((SELECT max(CASE WHEN p.added_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER) THEN p.added_at
                            WHEN p.created_at > media_items.created_at THEN p.created_at END)
            FROM seasons p WHERE p.series_id = media_items.id), 0),
  coalesce((SELECT max(CASE WHEN p.added_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER) THEN p.added_at
                            WHEN p.created_at > media_items.created_at THEN p.created_at END)
            FROM episodes p WHERE p.series_id = media_items.id), 0))
  WHERE kind = 'SERIES';

DROP INDEX media_items_by_arrival;
DROP INDEX media_items_by_arrival_of_all;
CREATE INDEX media_items_by_last_added ON media_items (kind, last_added_at, id);
CREATE INDEX media_items_by_last_added_of_all ON media_items (last_added_at, id);

-- Editions share their external ids, and keys are looked for in all sources.
DROP INDEX media_items_by_rating_key;
DROP INDEX media_items_by_imdb;
DROP INDEX media_items_by_tmdb;
DROP INDEX media_items_by_tvdb;
DROP INDEX media_items_by_plex;
DROP INDEX media_items_by_musicbrainz;
DROP INDEX media_items_by_isbn;
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (rating_key, source, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (imdb, source, kind, coalesce(edition, '')) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (tmdb, source, kind, coalesce(edition, '')) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (tvdb, source, kind, coalesce(edition, '')) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (plex, source, kind, coalesce(edition, '')) WHERE plex IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_musicbrainz ON media_items (musicbrainz, source, kind, coalesce(edition, ''))
  WHERE musicbrainz IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_isbn ON media_items (isbn, source, kind, coalesce(edition, '')) WHERE isbn IS NOT NULL;

-- What another program adds without saying when it was added.
CREATE TRIGGER media_items_added AFTER INSERT ON media_items WHEN NEW.last_added_at = 0 BEGIN
  UPDATE media_items SET last_added_at =
    CASE WHEN added_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER) THEN added_at ELSE created_at END WHERE id = NEW.id;
END;

DROP TRIGGER media_items_updated;
CREATE TRIGGER media_items_updated AFTER UPDATE OF source, rating_key, edition, title, sort_title, original_title, year, summary, tagline,
    content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, updated_at
  ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), at = NEW.updated_at WHERE media_id = NEW.id;
END;

-- Keys an item has beside its rating_key: the same film in another library of the source, or its key before that library was rebuilt.
CREATE TABLE further_rating_keys (
  media_id   INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL CHECK (position >= 1),
  source     TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  rating_key TEXT    NOT NULL,
  PRIMARY KEY (media_id, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX further_rating_keys_by_key ON further_rating_keys (rating_key, source, kind);

-- When an import of its source last contained an item; and when one last contained all of a source's items of a kind.
CREATE TABLE media_seen (
  media_id INTEGER NOT NULL PRIMARY KEY REFERENCES media_items (id) ON DELETE CASCADE,
  at       INTEGER NOT NULL
) STRICT;

CREATE TABLE complete_imports (
  source TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (source, kind)
) STRICT, WITHOUT ROWID;

-- The last change is the last time an import is known to have contained them.
INSERT INTO media_seen SELECT id, updated_at FROM media_items;

-- In which version something that the program derives from the data was made, where an upgrade may have to make it anew.
CREATE TABLE data_versions (
  name    TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Formats name themselves, so none is listed here.
CREATE TABLE import_jobs_anew (
  id             INTEGER NOT NULL PRIMARY KEY,
  status         TEXT    NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  format         TEXT    NOT NULL,
  path           TEXT    NOT NULL,
  source         TEXT    NOT NULL,
  on_conflict    TEXT    NOT NULL CHECK (on_conflict IN ('UPDATE', 'SKIP', 'FAIL')),
  error_policy   TEXT    NOT NULL CHECK (error_policy IN ('REJECT_ALL', 'IGNORE_FAILED')),
  prune          INTEGER NOT NULL CHECK (prune IN (0, 1)),
  strict         INTEGER NOT NULL DEFAULT 0 CHECK (strict IN (0, 1)),
  complete       INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  remove_missing INTEGER NOT NULL DEFAULT 0 CHECK (remove_missing IN (0, 1)),
  max_removals   INTEGER CHECK (max_removals >= 0),
  dry_run        INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  processed      INTEGER NOT NULL CHECK (processed >= 0),
  total          INTEGER NOT NULL CHECK (total >= 0),
  created        INTEGER NOT NULL CHECK (created >= 0),
  updated        INTEGER NOT NULL CHECK (updated >= 0),
  unchanged      INTEGER NOT NULL CHECK (unchanged >= 0),
  skipped        INTEGER NOT NULL CHECK (skipped >= 0),
  failed         INTEGER NOT NULL CHECK (failed >= 0),
  -- Items of the source that a complete import no longer contained, and how many of them it removed.
  missing        INTEGER CHECK (missing >= 0),
  removed        INTEGER NOT NULL DEFAULT 0 CHECK (removed >= 0),
  error          TEXT,
  requested_at   INTEGER NOT NULL,
  started_at     INTEGER,
  finished_at    INTEGER,
  CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')))
) STRICT;

INSERT INTO import_jobs_anew (id, status, format, path, source, on_conflict, error_policy, prune, dry_run, processed, total, created, updated,
    unchanged, skipped, failed, error, requested_at, started_at, finished_at)
  SELECT id, status, format, path, source, on_conflict, error_policy, prune, dry_run, processed, total, created, updated, unchanged, skipped,
    failed, error, requested_at, started_at, finished_at FROM import_jobs;
DROP TABLE import_jobs;
ALTER TABLE import_jobs_anew RENAME TO import_jobs;
CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

CREATE TABLE import_records_anew (
  id          INTEGER NOT NULL PRIMARY KEY,
  job_id      INTEGER NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  file        TEXT    NOT NULL,
  line        INTEGER,
  item        INTEGER,
  kind        TEXT    CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  rating_key  TEXT,
  title       TEXT,
  outcome     TEXT    NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED', 'REMOVED')),
  -- A record is kept however its item fares later, so this is no foreign key.
  media_id    INTEGER,
  notices     TEXT    CHECK (notices IS NULL OR json_valid(notices)),
  changes     TEXT    CHECK (changes IS NULL OR json_valid(changes)),
  user_errors TEXT    CHECK (user_errors IS NULL OR json_valid(user_errors)),
  UNIQUE (job_id, position)
) STRICT;

INSERT INTO import_records_anew SELECT id, job_id, position, file, line, item, kind, rating_key, title, outcome, media_id, notices, changes,
  user_errors FROM import_records;
DROP TABLE import_records;
ALTER TABLE import_records_anew RENAME TO import_records;
CREATE INDEX import_records_by_outcome ON import_records (job_id, outcome, position);
