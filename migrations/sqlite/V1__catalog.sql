-- The catalogue: series and movies, seasons, episodes, people, and what hangs on them.
-- Ids are TSIDs given by the application and unique across all tables. Instants are epoch milliseconds, days ISO 8601 text.

CREATE TABLE media_items (
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
  updated_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id);
-- TMDB and TVDB number series and movies apart, so an id identifies within source and kind.
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (source, rating_key, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (source, imdb, kind) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (source, tmdb, kind) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (source, tvdb, kind) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (source, plex, kind) WHERE plex IS NOT NULL;
-- Items without any key are recognised by their title.
CREATE INDEX media_items_without_key ON media_items (source, title, kind)
  WHERE rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL;

CREATE TABLE media_tags (
  media_id INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  kind     TEXT    NOT NULL CHECK (kind IN ('GENRE', 'COLLECTION', 'COUNTRY', 'LABEL')),
  position INTEGER NOT NULL CHECK (position >= 1),
  name     TEXT    NOT NULL,
  PRIMARY KEY (media_id, kind, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX media_tags_by_name ON media_tags (kind, name);

CREATE TABLE seasons (
  id         INTEGER NOT NULL PRIMARY KEY,
  series_id  INTEGER NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL CHECK (number >= 0),
  rating_key TEXT,
  title      TEXT,
  year       INTEGER CHECK (year BETWEEN 1 AND 9999),
  summary    TEXT,
  imdb       TEXT,
  tmdb       TEXT,
  tvdb       TEXT,
  plex       TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (series_id, number)
) STRICT;

-- series_id and season_number repeat what the season says, so that an episode finds its series, and its code, in its own row.
CREATE TABLE episodes (
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
  UNIQUE (season_id, number)
) STRICT;

CREATE INDEX episodes_by_series ON episodes (series_id, season_number, number);

CREATE TABLE people (
  id         INTEGER NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  imdb       TEXT,
  tmdb       TEXT,
  tvdb       TEXT,
  plex       TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX people_by_name ON people (name);
CREATE UNIQUE INDEX people_by_imdb ON people (imdb) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_tmdb ON people (tmdb) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_tvdb ON people (tvdb) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_plex ON people (plex) WHERE plex IS NOT NULL;

-- An owner is a media item or an episode (of images a season too): ids are unique across tables, and the triggers
-- below do what a foreign key to one table would.
CREATE TABLE credits (
  owner_id   INTEGER NOT NULL,
  role       TEXT    NOT NULL CHECK (role IN ('CAST', 'CREW')),
  position   INTEGER NOT NULL CHECK (position >= 1),
  person_id  INTEGER NOT NULL REFERENCES people (id),
  character  TEXT,
  department TEXT    CHECK (department IN ('DIRECTING', 'WRITING', 'PRODUCTION', 'CREATION', 'SOUND', 'CAMERA', 'EDITING', 'ART', 'OTHER')),
  job        TEXT,
  PRIMARY KEY (owner_id, role, position),
  CHECK ((role = 'CREW') = (department IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_by_person ON credits (person_id);

CREATE TABLE images (
  owner_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 1),
  kind     TEXT    NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source   TEXT    NOT NULL,
  path     TEXT    NOT NULL,
  PRIMARY KEY (owner_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER media_items_owned_rows AFTER DELETE ON media_items BEGIN
  DELETE FROM credits WHERE owner_id = OLD.id;
  DELETE FROM images WHERE owner_id = OLD.id;
END;

CREATE TRIGGER seasons_owned_rows AFTER DELETE ON seasons BEGIN
  DELETE FROM images WHERE owner_id = OLD.id;
END;

CREATE TRIGGER episodes_owned_rows AFTER DELETE ON episodes BEGIN
  DELETE FROM credits WHERE owner_id = OLD.id;
  DELETE FROM images WHERE owner_id = OLD.id;
END;
