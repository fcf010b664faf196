-- Albums and books; keys to sort and compare by that the program makes; a lasting shuffle. A CHECK can't be changed in place,
-- so the tables that have one on the kind are made anew. Foreign keys are not enforced meanwhile, or what refers to them would go.

CREATE TABLE collation (
  id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  -- What the sort keys that are stored were made with.
  language TEXT    NOT NULL,
  version  TEXT    NOT NULL
) STRICT;

CREATE TABLE media_items_anew (
  id               INTEGER NOT NULL PRIMARY KEY,
  kind             TEXT    NOT NULL CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  source           TEXT    NOT NULL,
  rating_key       TEXT,
  title            TEXT    NOT NULL,
  sort_title       TEXT,
  -- What the language's rules sort by, and the title without case and diacritics; filled in at the program's next start.
  sort_key         TEXT    NOT NULL,
  folded_title     TEXT    NOT NULL DEFAULT '',
  original_title   TEXT,
  year             INTEGER CHECK (year BETWEEN 1 AND 9999),
  summary          TEXT,
  tagline          TEXT,
  content_rating   TEXT    COLLATE NOCASE,
  studio           TEXT    COLLATE NOCASE,
  rating           REAL    CHECK (rating BETWEEN 0 AND 10),
  released_on      TEXT,
  duration_seconds INTEGER CHECK (duration_seconds >= 0),
  added_at         INTEGER,
  imdb             TEXT,
  tmdb             TEXT,
  tvdb             TEXT,
  plex             TEXT,
  musicbrainz      TEXT,
  isbn             TEXT,
  metadata         TEXT    CHECK (metadata IS NULL OR json_valid(metadata)),
  shuffle          INTEGER NOT NULL DEFAULT (random()),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL
) STRICT;

INSERT INTO media_items_anew (id, kind, source, rating_key, title, sort_title, sort_key, folded_title, original_title, year, summary,
    tagline, content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, metadata, created_at,
    updated_at)
  SELECT id, kind, source, rating_key, title, sort_title, sort_key, '', original_title, year, summary, tagline, content_rating, studio,
    rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, metadata, created_at, updated_at
  FROM media_items;
DROP TABLE media_items;
ALTER TABLE media_items_anew RENAME TO media_items;

-- TMDB and TVDB number series and movies apart, so an id identifies within source and kind.
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (source, rating_key, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (source, imdb, kind) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (source, tmdb, kind) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (source, tvdb, kind) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (source, plex, kind) WHERE plex IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_musicbrainz ON media_items (source, musicbrainz, kind) WHERE musicbrainz IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_isbn ON media_items (source, isbn, kind) WHERE isbn IS NOT NULL;
-- Items without any key are recognised by their title.
CREATE INDEX media_items_without_key ON media_items (source, title, kind)
  WHERE rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL AND musicbrainz IS NULL
    AND isbn IS NULL;

-- One for each order that lists of media have, of one kind and of all.
CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id);
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
CREATE INDEX media_items_by_shuffle ON media_items (kind, shuffle, id);
CREATE INDEX media_items_by_shuffle_of_all ON media_items (shuffle, id);
-- What came last, and what was released on this day of a year.
CREATE INDEX media_items_by_arrival ON media_items (kind, coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_arrival_of_all ON media_items (coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id);
-- For counting without reading rows.
CREATE INDEX media_items_by_rating_point ON media_items (CAST(rating AS INTEGER)) WHERE rating IS NOT NULL;
-- For filters that no order's index serves.
CREATE INDEX media_items_by_folded_title ON media_items (folded_title);
CREATE INDEX media_items_by_studio ON media_items (studio);
CREATE INDEX media_items_by_content_rating ON media_items (content_rating);

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

-- Whoever changes anything below an item sets when the item was updated; of the item itself any change counts.
CREATE TRIGGER media_items_updated AFTER UPDATE OF source, rating_key, title, sort_title, original_title, year, summary, tagline,
    content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, updated_at
  ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), at = NEW.updated_at WHERE media_id = NEW.id;
END;

CREATE TRIGGER media_items_deleted AFTER DELETE ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), deleted = 1,
    at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE media_id = OLD.id;
END;

-- All episodes of a series, specials last.
DROP INDEX episodes_by_series;
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, number);

-- Names of tags are compared without regard to case.
DROP INDEX media_tags_by_name;
CREATE INDEX media_tags_by_name ON media_tags (kind, name COLLATE NOCASE);

ALTER TABLE people ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
CREATE INDEX people_by_sort_key ON people (sort_key, id);
CREATE INDEX people_by_folded_name ON people (folded_name);

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
  outcome     TEXT    NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED')),
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
