-- The whole schema, as the scripts for SQLite make it up to their V13. From here on, both go on with the same numbers.
-- Texts are compared and sorted byte by byte (COLLATE "C"), whatever the database's locale: what sorts by a language has keys that the
-- program makes. Truth values are 0 and 1, instants are epoch milliseconds, days are ISO 8601 text, as in SQLite.

CREATE TABLE "collation" (
  id       bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  -- What the sort keys that are stored were made with.
  language text COLLATE "C" NOT NULL,
  version  text COLLATE "C" NOT NULL
);

CREATE TABLE media_items (
  id               bigint NOT NULL PRIMARY KEY,
  kind             text COLLATE "C"   NOT NULL CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  source           text COLLATE "C"   NOT NULL,
  rating_key       text COLLATE "C",
  title            text COLLATE "C"   NOT NULL,
  sort_title       text COLLATE "C",
  -- What the language's rules sort by, and the title without case and diacritics.
  sort_key         text COLLATE "C"   NOT NULL,
  folded_title     text COLLATE "C"   NOT NULL DEFAULT '',
  original_title   text COLLATE "C",
  year             integer CHECK (year BETWEEN 1 AND 9999),
  summary          text COLLATE "C",
  tagline          text COLLATE "C",
  content_rating   text COLLATE "C",
  studio           text COLLATE "C",
  rating           double precision CHECK (rating BETWEEN 0 AND 10),
  released_on      text COLLATE "C",
  duration_seconds integer CHECK (duration_seconds >= 0),
  added_at         bigint,
  imdb             text COLLATE "C",
  tmdb             text COLLATE "C",
  tvdb             text COLLATE "C",
  plex             text COLLATE "C",
  musicbrainz      text COLLATE "C",
  isbn             text COLLATE "C",
  -- What is not JSON can't be cast.
  metadata         text COLLATE "C"   CHECK (metadata IS NULL OR CAST(metadata AS json) IS NOT NULL),
  -- Any number, for what another program adds.
  shuffle          bigint NOT NULL DEFAULT CAST(CAST('x' || md5(CAST(gen_random_uuid() AS text)) AS bit(64)) AS bigint),
  created_at       bigint NOT NULL,
  updated_at       bigint NOT NULL,
  edition          text COLLATE "C",
  -- When the newest part of the item was added.
  last_added_at    bigint NOT NULL DEFAULT 0
);

-- TMDB and TVDB number series and movies apart, so an id identifies within source and kind. Editions share their external ids, and keys are
-- looked for in all sources.
CREATE UNIQUE INDEX media_items_by_rating_key ON media_items (rating_key, source, kind) WHERE rating_key IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_imdb ON media_items (imdb, source, kind, coalesce(edition, '')) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tmdb ON media_items (tmdb, source, kind, coalesce(edition, '')) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_tvdb ON media_items (tvdb, source, kind, coalesce(edition, '')) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_plex ON media_items (plex, source, kind, coalesce(edition, '')) WHERE plex IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_musicbrainz ON media_items (musicbrainz, source, kind, coalesce(edition, ''))
  WHERE musicbrainz IS NOT NULL;
CREATE UNIQUE INDEX media_items_by_isbn ON media_items (isbn, source, kind, coalesce(edition, '')) WHERE isbn IS NOT NULL;
-- Items without any key are recognised by their title. An index of hashes takes texts of any length.
CREATE INDEX media_items_without_key ON media_items USING hash (title)
  WHERE rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL AND musicbrainz IS NULL
    AND isbn IS NULL;

-- One for each order that lists of media have, of one kind and of all. Titles can be too long to be kept along them.
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
CREATE INDEX media_items_by_last_added ON media_items (kind, last_added_at, id);
CREATE INDEX media_items_by_last_added_of_all ON media_items (last_added_at, id);
-- What was released on this day of a year.
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id);
-- For filters that no order's index serves; of a kind that takes texts of any length. In the collation "C", lower() changes A to Z alone.
CREATE INDEX media_items_by_folded_title ON media_items USING spgist (folded_title);
CREATE INDEX media_items_by_studio ON media_items USING spgist (lower(studio));
CREATE INDEX media_items_by_content_rating ON media_items USING spgist (lower(content_rating));

CREATE TABLE media_tags (
  media_id bigint  NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  kind     text COLLATE "C"    NOT NULL CHECK (kind IN ('GENRE', 'COLLECTION', 'COUNTRY', 'LABEL')),
  position integer NOT NULL CHECK (position >= 1),
  name     text COLLATE "C"    NOT NULL,
  PRIMARY KEY (media_id, kind, position)
);

-- Names of tags are compared without regard to case.
CREATE INDEX media_tags_by_name ON media_tags USING hash (lower(name));

CREATE TABLE seasons (
  id         bigint  NOT NULL PRIMARY KEY,
  series_id  bigint  NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  number     integer NOT NULL CHECK (number >= 0),
  rating_key text COLLATE "C",
  title      text COLLATE "C",
  year       integer CHECK (year BETWEEN 1 AND 9999),
  summary    text COLLATE "C",
  imdb       text COLLATE "C",
  tmdb       text COLLATE "C",
  tvdb       text COLLATE "C",
  plex       text COLLATE "C",
  created_at bigint  NOT NULL,
  updated_at bigint  NOT NULL,
  metadata   text COLLATE "C"    CHECK (metadata IS NULL OR CAST(metadata AS json) IS NOT NULL),
  added_at   bigint,
  UNIQUE (series_id, number)
);

-- series_id and season_number repeat what the season says, so that an episode finds its series, and its code, in its own row.
CREATE TABLE episodes (
  id               bigint  NOT NULL PRIMARY KEY,
  series_id        bigint  NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  season_id        bigint  NOT NULL REFERENCES seasons (id) ON DELETE CASCADE,
  season_number    integer NOT NULL CHECK (season_number >= 0),
  -- Null where it has none, as of a daily show.
  number           integer CHECK (number >= 0),
  -- The place in the season: by number, then, of those without one, by day; ids tell apart what is of one day.
  position         integer NOT NULL GENERATED ALWAYS AS
                     (coalesce(number, 10000000 + CAST(replace(aired_on, '-', '') AS integer), 200000000)) STORED,
  tie              bigint  NOT NULL GENERATED ALWAYS AS (CASE WHEN number IS NULL THEN id ELSE 0 END) STORED,
  rating_key       text COLLATE "C",
  title            text COLLATE "C",
  summary          text COLLATE "C",
  aired_on         text COLLATE "C",
  duration_seconds integer CHECK (duration_seconds >= 0),
  rating           double precision CHECK (rating BETWEEN 0 AND 10),
  added_at         bigint,
  imdb             text COLLATE "C",
  tmdb             text COLLATE "C",
  tvdb             text COLLATE "C",
  plex             text COLLATE "C",
  metadata         text COLLATE "C"    CHECK (metadata IS NULL OR CAST(metadata AS json) IS NOT NULL),
  created_at       bigint  NOT NULL,
  updated_at       bigint  NOT NULL
);

CREATE UNIQUE INDEX episodes_by_season ON episodes (season_id, position, tie);
-- All episodes of a series, specials last.
CREATE INDEX episodes_by_series ON episodes (series_id, CAST(season_number = 0 AS integer), season_number, position, tie);

CREATE TABLE people (
  id          bigint NOT NULL PRIMARY KEY,
  name        text COLLATE "C"   NOT NULL,
  imdb        text COLLATE "C",
  tmdb        text COLLATE "C",
  tvdb        text COLLATE "C",
  plex        text COLLATE "C",
  created_at  bigint NOT NULL,
  updated_at  bigint NOT NULL,
  sort_key    text COLLATE "C"   NOT NULL DEFAULT '',
  folded_name text COLLATE "C"   NOT NULL DEFAULT ''
);

CREATE INDEX people_by_name ON people USING hash (name);
CREATE UNIQUE INDEX people_by_imdb ON people (imdb) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_tmdb ON people (tmdb) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_tvdb ON people (tvdb) WHERE tvdb IS NOT NULL;
CREATE UNIQUE INDEX people_by_plex ON people (plex) WHERE plex IS NOT NULL;
CREATE INDEX people_by_sort_key ON people (sort_key, id);
CREATE INDEX people_by_folded_name ON people USING spgist (folded_name);

-- An owner is a media item or an episode (of images a season too): ids are unique across tables, and the triggers
-- below do what a foreign key to one table would.
CREATE TABLE credits (
  owner_id   bigint  NOT NULL,
  role       text COLLATE "C"    NOT NULL CHECK (role IN ('CAST', 'CREW')),
  position   integer NOT NULL CHECK (position >= 1),
  person_id  bigint  NOT NULL REFERENCES people (id),
  character  text COLLATE "C",
  department text COLLATE "C"    CHECK (department IN ('DIRECTING', 'WRITING', 'PRODUCTION', 'CREATION', 'SOUND', 'CAMERA', 'EDITING', 'ART', 'OTHER')),
  job        text COLLATE "C",
  PRIMARY KEY (owner_id, role, position),
  CHECK ((role = 'CREW') = (department IS NOT NULL))
);

CREATE INDEX credits_by_person ON credits (person_id);

CREATE TABLE images (
  owner_id bigint  NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  kind     text COLLATE "C"    NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source   text COLLATE "C"    NOT NULL,
  path     text COLLATE "C"    NOT NULL,
  PRIMARY KEY (owner_id, position)
);

-- Keys an item has beside its rating_key: the same film in another library of the source, or its key before that library was rebuilt.
CREATE TABLE further_rating_keys (
  media_id   bigint  NOT NULL REFERENCES media_items (id) ON DELETE CASCADE,
  position   integer NOT NULL CHECK (position >= 1),
  source     text COLLATE "C"    NOT NULL,
  kind       text COLLATE "C"    NOT NULL,
  rating_key text COLLATE "C"    NOT NULL,
  PRIMARY KEY (media_id, position)
);

CREATE UNIQUE INDEX further_rating_keys_by_key ON further_rating_keys (rating_key, source, kind);

-- When an import of its source last contained an item; and when one last contained all of a source's items of a kind.
CREATE TABLE media_seen (
  media_id bigint NOT NULL PRIMARY KEY REFERENCES media_items (id) ON DELETE CASCADE,
  at       bigint NOT NULL
);

CREATE TABLE complete_imports (
  source text COLLATE "C"   NOT NULL,
  kind   text COLLATE "C"   NOT NULL,
  at     bigint NOT NULL,
  PRIMARY KEY (source, kind)
);

-- In which version something that the program derives from the data was made, where an upgrade may have to make it anew.
CREATE TABLE data_versions (
  name    text COLLATE "C" NOT NULL PRIMARY KEY,
  version text COLLATE "C" NOT NULL
);

CREATE TABLE import_jobs (
  id             bigint  NOT NULL PRIMARY KEY,
  status         text COLLATE "C"    NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  -- Formats name themselves, so none is listed here.
  format         text COLLATE "C"    NOT NULL,
  path           text COLLATE "C"    NOT NULL,
  source         text COLLATE "C"    NOT NULL,
  on_conflict    text COLLATE "C"    NOT NULL CHECK (on_conflict IN ('UPDATE', 'SKIP', 'FAIL')),
  error_policy   text COLLATE "C"    NOT NULL CHECK (error_policy IN ('REJECT_ALL', 'IGNORE_FAILED')),
  prune          integer NOT NULL CHECK (prune IN (0, 1)),
  strict         integer NOT NULL DEFAULT 0 CHECK (strict IN (0, 1)),
  complete       integer NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  remove_missing integer NOT NULL DEFAULT 0 CHECK (remove_missing IN (0, 1)),
  max_removals   integer CHECK (max_removals >= 0),
  dry_run        integer NOT NULL CHECK (dry_run IN (0, 1)),
  processed      integer NOT NULL CHECK (processed >= 0),
  total          integer NOT NULL CHECK (total >= 0),
  created        integer NOT NULL CHECK (created >= 0),
  updated        integer NOT NULL CHECK (updated >= 0),
  unchanged      integer NOT NULL CHECK (unchanged >= 0),
  skipped        integer NOT NULL CHECK (skipped >= 0),
  failed         integer NOT NULL CHECK (failed >= 0),
  -- Items of the source that a complete import no longer contained, and how many of them it removed.
  missing        integer CHECK (missing >= 0),
  removed        integer NOT NULL DEFAULT 0 CHECK (removed >= 0),
  error          text COLLATE "C",
  requested_at   bigint  NOT NULL,
  started_at     bigint,
  finished_at    bigint,
  CHECK ((finished_at IS NULL) = (status IN ('QUEUED', 'RUNNING')))
);

CREATE INDEX import_jobs_open ON import_jobs (status, id) WHERE finished_at IS NULL;

CREATE TABLE import_records (
  id          bigint  NOT NULL PRIMARY KEY,
  job_id      bigint  NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
  position    integer NOT NULL CHECK (position >= 0),
  file        text COLLATE "C"    NOT NULL,
  line        integer,
  item        integer,
  kind        text COLLATE "C"    CHECK (kind IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK')),
  rating_key  text COLLATE "C",
  title       text COLLATE "C",
  outcome     text COLLATE "C"    NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED', 'REMOVED')),
  -- A record is kept however its item fares later, so this is no foreign key.
  media_id    bigint,
  notices     text COLLATE "C"    CHECK (notices IS NULL OR CAST(notices AS json) IS NOT NULL),
  changes     text COLLATE "C"    CHECK (changes IS NULL OR CAST(changes AS json) IS NOT NULL),
  user_errors text COLLATE "C"    CHECK (user_errors IS NULL OR CAST(user_errors AS json) IS NOT NULL),
  UNIQUE (job_id, position)
);

CREATE INDEX import_records_by_outcome ON import_records (job_id, outcome, position);

-- Who may do what: users and the sessions they have signed in with.

CREATE TABLE users (
  id                bigint NOT NULL PRIMARY KEY,
  -- NFKC, lower case: compared as it is.
  email             text COLLATE "C"   NOT NULL UNIQUE,
  display_name      text COLLATE "C"   NOT NULL,
  role              text COLLATE "C"   NOT NULL CHECK (role IN ('ADMIN', 'MODERATOR', 'USER')),
  status            text COLLATE "C"   NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
  password_hash     text COLLATE "C"   NOT NULL,
  created_at        bigint NOT NULL,
  updated_at        bigint NOT NULL,
  last_login_at     bigint,
  email_verified_at bigint
);

CREATE TABLE sessions (
  id           bigint  NOT NULL PRIMARY KEY,
  user_id      bigint  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of the refresh token that is valid.
  refresh_hash text COLLATE "C"    NOT NULL CHECK (length(refresh_hash) = 64),
  -- How often the refresh token was replaced, and when last.
  generation   integer NOT NULL CHECK (generation >= 0),
  rotated_at   bigint  NOT NULL,
  created_at   bigint  NOT NULL,
  last_used_at bigint  NOT NULL,
  expires_at   bigint  NOT NULL,
  revoked_at   bigint,
  ip           text COLLATE "C"    NOT NULL,
  user_agent   text COLLATE "C"    NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Refresh tokens that were replaced a moment ago. Several may be under way at once: tabs, and phones that lost an answer.
CREATE TABLE replaced_refresh_tokens (
  session_id  bigint NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  -- SHA-256 of the token.
  hash        text COLLATE "C"   NOT NULL CHECK (length(hash) = 64),
  replaced_at bigint NOT NULL,
  PRIMARY KEY (session_id, hash)
);

CREATE TABLE api_keys (
  id           bigint NOT NULL PRIMARY KEY,
  user_id      bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name         text COLLATE "C"   NOT NULL,
  role         text COLLATE "C"   NOT NULL CHECK (role IN ('ADMIN', 'MODERATOR', 'USER')),
  -- SHA-256 of the key, and the beginning by which its owner tells it from others.
  hash         text COLLATE "C"   NOT NULL UNIQUE CHECK (length(hash) = 64),
  beginning    text COLLATE "C"   NOT NULL,
  created_at   bigint NOT NULL,
  expires_at   bigint,
  last_used_at bigint,
  revoked_at   bigint
);

CREATE INDEX api_keys_by_user ON api_keys (user_id, id);

CREATE TABLE email_verification_tokens (
  id         bigint NOT NULL PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The user's address at the time: for another one the token is worth nothing.
  email      text COLLATE "C"   NOT NULL,
  purpose    text COLLATE "C"   NOT NULL CHECK (purpose IN ('INVITATION', 'PASSWORD_RESET')),
  hash       text COLLATE "C"   NOT NULL UNIQUE CHECK (length(hash) = 64),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at    bigint
);

CREATE INDEX email_verification_tokens_by_user ON email_verification_tokens (user_id);

-- Ids of users and keys stay when these are deleted, so nothing is referenced.
CREATE TABLE audit_log (
  id         bigint  NOT NULL PRIMARY KEY,
  at         bigint  NOT NULL,
  actor      text COLLATE "C"    NOT NULL CHECK (actor IN ('USER', 'API_KEY', 'ANONYMOUS', 'SYSTEM', 'COMMAND_LINE')),
  user_id    bigint,
  api_key_id bigint,
  action     text COLLATE "C"    NOT NULL,
  -- The global id of what was changed, and what it was called.
  target     text COLLATE "C",
  label      text COLLATE "C",
  outcome    text COLLATE "C"    NOT NULL CHECK (outcome IN ('SUCCESS', 'REFUSED', 'FAILED')),
  -- How often, and of what was refused or failed the actions with their codes and counts, as JSON.
  count      integer NOT NULL CHECK (count > 0),
  refusals   text COLLATE "C",
  address    text COLLATE "C",
  request_id text COLLATE "C"
);

CREATE INDEX audit_log_by_time ON audit_log (at);
CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
CREATE INDEX audit_log_by_action ON audit_log (action, id);
CREATE INDEX audit_log_by_target ON audit_log (target, id);
CREATE INDEX audit_log_by_outcome ON audit_log (outcome, id);

CREATE TABLE error_logs (
  id         bigint NOT NULL PRIMARY KEY,
  at         bigint NOT NULL,
  request_id text COLLATE "C"   NOT NULL,
  code       text COLLATE "C"   NOT NULL,
  operation  text COLLATE "C",
  path       text COLLATE "C"   NOT NULL,
  user_id    bigint
);

CREATE INDEX error_logs_by_time ON error_logs (at);
CREATE INDEX error_logs_by_request ON error_logs (request_id);

CREATE TABLE settings (
  name       text COLLATE "C"   NOT NULL PRIMARY KEY,
  value      text COLLATE "C"   NOT NULL,
  updated_at bigint NOT NULL
);

-- What was created, changed or deleted of the library, in order: of each item its last change. Triggers keep it, whatever writes.

CREATE TABLE changes (
  -- The place in the order; only ever greater ones are given.
  seq         bigint  NOT NULL PRIMARY KEY,
  media_id    bigint  NOT NULL UNIQUE,
  media_kind  text COLLATE "C"    NOT NULL,
  -- The place at which the item was created.
  created_seq bigint  NOT NULL,
  at          bigint  NOT NULL,
  deleted     integer NOT NULL CHECK (deleted IN (0, 1))
);

CREATE INDEX changes_of_deleted ON changes (at) WHERE deleted = 1;

-- One row, once there is a change: the last place that was given, and up to which one deletions are forgotten. Who takes a place holds the
-- row until the end of the transaction, so that places become visible in their order.
CREATE TABLE change_places (
  id        bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  last      bigint NOT NULL,
  forgotten bigint NOT NULL
);

-- How many seasons and episodes a series has, and how long they run together, so that a list of series adds nothing up. Triggers keep it, whatever
-- writes. Deleting a series deletes this row and its episodes in whichever order: without the row there is nothing to count down.
CREATE TABLE series_totals (
  series_id        bigint  NOT NULL PRIMARY KEY REFERENCES media_items (id) ON DELETE CASCADE,
  seasons          integer NOT NULL,
  episodes         integer NOT NULL,
  duration_seconds bigint  NOT NULL
);

-- What is searched: titles and names as the program makes words of them, all texts likewise, and titles and names as they are without case,
-- in which any fragment is found. The indexes have the entries' ids, and these are in the order of popularity, so that what is found first comes first.

CREATE TABLE search_entries (
  id        bigint NOT NULL PRIMARY KEY,
  -- A media item, an episode or a person: ids are unique across tables.
  entity_id bigint NOT NULL UNIQUE,
  type      text COLLATE "C"   NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'EPISODE', 'PERSON'))
);

-- Words with a space around each, so that what stands beside each other is a part of the text. A tsvector would forget the places of words
-- in long texts, and those of words that stand in a text often. So each only says which words there are, and finds the rows to look at.
CREATE TABLE search_titles (
  id             bigint   NOT NULL PRIMARY KEY REFERENCES search_entries (id) ON DELETE CASCADE,
  title          text COLLATE "C"     NOT NULL,
  original_title text COLLATE "C"     NOT NULL,
  parts          tsvector NOT NULL
);
CREATE TABLE search_texts (
  id      bigint   NOT NULL PRIMARY KEY REFERENCES search_entries (id) ON DELETE CASCADE,
  titles  text COLLATE "C"     NOT NULL,
  summary text COLLATE "C"     NOT NULL,
  parts   tsvector NOT NULL
);
-- Folded titles and names; the parts are pairs of characters.
CREATE TABLE search_fragments (
  id             bigint   NOT NULL PRIMARY KEY REFERENCES search_entries (id) ON DELETE CASCADE,
  title          text COLLATE "C"     NOT NULL,
  original_title text COLLATE "C"     NOT NULL,
  parts          tsvector NOT NULL
);

CREATE INDEX search_titles_by_parts ON search_titles USING gin (parts);
CREATE INDEX search_texts_by_parts ON search_texts USING gin (parts);
CREATE INDEX search_fragments_by_parts ON search_fragments USING gin (parts);

-- The words of titles and names, to find those that look like one that is in none. It only grows: ids tell what was added since.
CREATE TABLE search_words (
  id   bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  word text COLLATE "C"   NOT NULL UNIQUE
);

-- What has to be indexed anew, by the writer in the same transaction; what another program wrote, the next time.
CREATE TABLE search_pending (
  entity_id bigint NOT NULL PRIMARY KEY
);

-- What the index was made with, once it was.
CREATE TABLE search_making (
  id      bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  version text COLLATE "C"   NOT NULL
);

CREATE FUNCTION epoch_milliseconds() RETURNS bigint LANGUAGE sql AS
  $$ SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint) $$;

CREATE FUNCTION media_items_owned_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM credits WHERE owner_id = OLD.id;
  DELETE FROM images WHERE owner_id = OLD.id;
  RETURN NULL;
END $$;
CREATE FUNCTION seasons_owned_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM images WHERE owner_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_owned_rows AFTER DELETE ON media_items FOR EACH ROW EXECUTE FUNCTION media_items_owned_rows();
CREATE TRIGGER seasons_owned_rows AFTER DELETE ON seasons FOR EACH ROW EXECUTE FUNCTION seasons_owned_rows();
CREATE TRIGGER episodes_owned_rows AFTER DELETE ON episodes FOR EACH ROW EXECUTE FUNCTION media_items_owned_rows();

CREATE FUNCTION next_change_place() RETURNS bigint LANGUAGE sql AS
  $$ INSERT INTO change_places AS places VALUES (1, 1, 0) ON CONFLICT (id) DO UPDATE SET last = places.last + 1 RETURNING last $$;

CREATE FUNCTION media_items_created() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place bigint := next_change_place();
BEGIN
  INSERT INTO changes (seq, media_id, media_kind, created_seq, at, deleted) VALUES (place, NEW.id, NEW.kind, place, NEW.created_at, 0)
    -- What was deleted may come back as it was.
    ON CONFLICT (media_id) DO UPDATE SET seq = excluded.seq, media_kind = excluded.media_kind,
      created_seq = excluded.created_seq, at = excluded.at, deleted = 0;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_created AFTER INSERT ON media_items FOR EACH ROW EXECUTE FUNCTION media_items_created();

-- Whoever changes anything below an item sets when the item was updated; of the item itself any change counts.
CREATE FUNCTION media_items_updated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE changes SET seq = next_change_place(), at = NEW.updated_at WHERE media_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_updated AFTER UPDATE OF source, rating_key, edition, title, sort_title, original_title, year, summary, tagline,
    content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, updated_at
  ON media_items FOR EACH ROW EXECUTE FUNCTION media_items_updated();

CREATE FUNCTION media_items_deleted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE changes SET seq = next_change_place(), deleted = 1, at = epoch_milliseconds() WHERE media_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_deleted AFTER DELETE ON media_items FOR EACH ROW EXECUTE FUNCTION media_items_deleted();

-- What another program adds without saying when it was added.
CREATE FUNCTION media_items_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.last_added_at := CASE WHEN NEW.added_at <= epoch_milliseconds() THEN NEW.added_at ELSE NEW.created_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER media_items_added BEFORE INSERT ON media_items FOR EACH ROW WHEN (NEW.last_added_at = 0) EXECUTE FUNCTION media_items_added();

CREATE FUNCTION search_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION search_deleted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM search_entries WHERE entity_id = OLD.id;
  DELETE FROM search_pending WHERE entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_search_created AFTER INSERT ON media_items FOR EACH ROW EXECUTE FUNCTION search_changed();
CREATE TRIGGER media_items_search_changed AFTER UPDATE ON media_items FOR EACH ROW
  WHEN ((OLD.kind, OLD.title, OLD.original_title, OLD.tagline, OLD.summary, OLD.rating)
    IS DISTINCT FROM (NEW.kind, NEW.title, NEW.original_title, NEW.tagline, NEW.summary, NEW.rating))
  EXECUTE FUNCTION search_changed();
CREATE TRIGGER media_items_search_deleted AFTER DELETE ON media_items FOR EACH ROW EXECUTE FUNCTION search_deleted();
CREATE TRIGGER episodes_search_created AFTER INSERT ON episodes FOR EACH ROW EXECUTE FUNCTION search_changed();
CREATE TRIGGER episodes_search_changed AFTER UPDATE ON episodes FOR EACH ROW
  WHEN ((OLD.title, OLD.summary, OLD.rating) IS DISTINCT FROM (NEW.title, NEW.summary, NEW.rating))
  EXECUTE FUNCTION search_changed();
CREATE TRIGGER episodes_search_deleted AFTER DELETE ON episodes FOR EACH ROW EXECUTE FUNCTION search_deleted();
CREATE TRIGGER people_search_created AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION search_changed();
CREATE TRIGGER people_search_changed AFTER UPDATE ON people FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION search_changed();
CREATE TRIGGER people_search_deleted AFTER DELETE ON people FOR EACH ROW EXECUTE FUNCTION search_deleted();

CREATE FUNCTION seasons_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE series_totals SET seasons = seasons - 1 WHERE series_id = OLD.series_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO series_totals AS totals VALUES (NEW.series_id, 1, 0, 0)
      ON CONFLICT (series_id) DO UPDATE SET seasons = totals.seasons + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER seasons_counted AFTER INSERT OR DELETE ON seasons FOR EACH ROW EXECUTE FUNCTION seasons_counted();
CREATE TRIGGER seasons_moved AFTER UPDATE OF series_id ON seasons FOR EACH ROW WHEN (OLD.series_id <> NEW.series_id)
  EXECUTE FUNCTION seasons_counted();

CREATE FUNCTION episodes_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE series_totals SET episodes = episodes - 1, duration_seconds = duration_seconds - coalesce(OLD.duration_seconds, 0)
      WHERE series_id = OLD.series_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO series_totals AS totals VALUES (NEW.series_id, 0, 1, coalesce(NEW.duration_seconds, 0))
      ON CONFLICT (series_id) DO UPDATE SET episodes = totals.episodes + 1,
        duration_seconds = totals.duration_seconds + excluded.duration_seconds;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER episodes_counted AFTER INSERT OR DELETE ON episodes FOR EACH ROW EXECUTE FUNCTION episodes_counted();
CREATE TRIGGER episodes_recounted AFTER UPDATE OF series_id, duration_seconds ON episodes FOR EACH ROW
  WHEN ((OLD.series_id, OLD.duration_seconds) IS DISTINCT FROM (NEW.series_id, NEW.duration_seconds))
  EXECUTE FUNCTION episodes_counted();
