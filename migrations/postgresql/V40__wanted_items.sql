-- What the library lacks and its owner wants.

CREATE TABLE wanted_items (
  id                  bigint NOT NULL PRIMARY KEY,
  kind                text COLLATE "C" NOT NULL CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  title               text COLLATE "C" NOT NULL,
  -- What the language's rules sort by, and the title as it is compared, both as media items have them.
  sort_key            text COLLATE "C" NOT NULL,
  folded_title        text COLLATE "C" NOT NULL,
  year                integer CHECK (year BETWEEN 1 AND 9999),
  -- Tells those of one kind, title and year apart whose ids contradict each other; 0 is the first.
  namesake            bigint NOT NULL,
  imdb                text COLLATE "C",
  tmdb                text COLLATE "C",
  tvdb                text COLLATE "C",
  plex                text COLLATE "C",
  musicbrainz         text COLLATE "C",
  isbn                text COLLATE "C",
  status              text COLLATE "C" NOT NULL CHECK (status IN ('WANTED', 'SEARCHING', 'FOUND', 'FAILED')),
  search_query        text COLLATE "C",
  -- The last search; how many releases it found, and how many of them were sent to a downloader, may be unknown.
  last_search_at      bigint,
  last_search_found   integer CHECK (last_search_found >= 0),
  last_search_grabbed integer CHECK (last_search_grabbed >= 0),
  -- Null if what it was imported from doesn't say.
  added_at            bigint,
  updated_at          bigint NOT NULL,
  CHECK (last_search_at IS NOT NULL OR (last_search_found IS NULL AND last_search_grabbed IS NULL))
);

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
