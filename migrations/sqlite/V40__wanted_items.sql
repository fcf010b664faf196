-- What the library lacks and its owner wants.

CREATE TABLE wanted_items (
  id                  INTEGER NOT NULL PRIMARY KEY,
  kind                TEXT    NOT NULL CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  title               TEXT    NOT NULL,
  -- What the language's rules sort by, and the title as it is compared, both as media items have them.
  sort_key            TEXT    NOT NULL,
  folded_title        TEXT    NOT NULL,
  year                INTEGER CHECK (year BETWEEN 1 AND 9999),
  -- Tells those of one kind, title and year apart whose ids contradict each other; 0 is the first.
  namesake            INTEGER NOT NULL,
  imdb                TEXT,
  tmdb                TEXT,
  tvdb                TEXT,
  plex                TEXT,
  musicbrainz         TEXT,
  isbn                TEXT,
  status              TEXT    NOT NULL CHECK (status IN ('WANTED', 'SEARCHING', 'FOUND', 'FAILED')),
  search_query        TEXT,
  -- The last search; how many releases it found, and how many of them were sent to a downloader, may be unknown.
  last_search_at      INTEGER,
  last_search_found   INTEGER CHECK (last_search_found >= 0),
  last_search_grabbed INTEGER CHECK (last_search_grabbed >= 0),
  -- Null if what it was imported from doesn't say.
  added_at            INTEGER,
  updated_at          INTEGER NOT NULL,
  CHECK (last_search_at IS NOT NULL OR (last_search_found IS NULL AND last_search_grabbed IS NULL))
) STRICT;

CREATE UNIQUE INDEX wanted_items_by_title ON wanted_items (folded_title, kind, coalesce(year, 0), namesake);
-- TMDB and TVDB number series and movies apart, so an id identifies within a kind.
CREATE UNIQUE INDEX wanted_items_by_imdb ON wanted_items (imdb, kind) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX wanted_items_by_tmdb ON wanted_items (tmdb, kind) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX wanted_items_by_tvdb ON wanted_items (tvdb, kind) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX wanted_items_by_plex ON wanted_items (plex, kind) WHERE plex IS NOT NULL;
CREATE UNIQUE INDEX wanted_items_by_musicbrainz ON wanted_items (musicbrainz, kind) WHERE musicbrainz IS NOT NULL;
CREATE UNIQUE INDEX wanted_items_by_isbn ON wanted_items (isbn, kind) WHERE isbn IS NOT NULL;

-- One for each order of the list.
CREATE INDEX wanted_items_by_sort_key ON wanted_items (sort_key, id);
CREATE INDEX wanted_items_by_year ON wanted_items (year, id);
CREATE INDEX wanted_items_by_added ON wanted_items (added_at, id);
CREATE INDEX wanted_items_by_updated ON wanted_items (updated_at, id);
CREATE INDEX wanted_items_by_last_search ON wanted_items (last_search_at, id);
