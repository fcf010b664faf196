-- What is searched: titles and names as the program makes words of them, all texts likewise, and titles and names as pairs of characters,
-- in which any fragment is found. The indexes have the entries' ids, and these are in the order of popularity, so that what is found first comes first.

CREATE TABLE search_entries (
  id        INTEGER NOT NULL PRIMARY KEY,
  -- A media item, an episode or a person: ids are unique across tables.
  entity_id INTEGER NOT NULL UNIQUE,
  type      TEXT    NOT NULL CHECK (type IN ('SERIES', 'MOVIE', 'ALBUM', 'BOOK', 'EPISODE', 'PERSON'))
) STRICT;

-- Only titles are found by the beginnings of words of which one or two letters are typed: an index of beginnings is as large as that of words.
CREATE VIRTUAL TABLE search_titles USING fts5 (type, title, original_title, content = '', contentless_delete = 1,
  tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_texts USING fts5 (type, titles, summary, content = '', contentless_delete = 1,
  tokenize = 'ascii');
CREATE VIRTUAL TABLE search_fragments USING fts5 (title, original_title, content = '', contentless_delete = 1,
  tokenize = 'ascii', prefix = '1');

-- What has to be indexed anew, by the writer in the same transaction; what another program wrote, the next time.
CREATE TABLE search_pending (
  entity_id INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- What the index was made with, once it was.
CREATE TABLE search_making (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  version TEXT    NOT NULL
) STRICT;

CREATE TRIGGER media_items_search_created AFTER INSERT ON media_items BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER media_items_search_changed AFTER UPDATE ON media_items
  WHEN (OLD.kind, OLD.title, OLD.original_title, OLD.tagline, OLD.summary, OLD.rating)
    IS NOT (NEW.kind, NEW.title, NEW.original_title, NEW.tagline, NEW.summary, NEW.rating) BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER media_items_search_deleted AFTER DELETE ON media_items BEGIN
  DELETE FROM search_titles WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_texts WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_fragments WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_entries WHERE entity_id = OLD.id;
  DELETE FROM search_pending WHERE entity_id = OLD.id;
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

CREATE TRIGGER people_search_created AFTER INSERT ON people BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER people_search_changed AFTER UPDATE ON people WHEN OLD.name IS NOT NEW.name BEGIN
  INSERT INTO search_pending VALUES (NEW.id) ON CONFLICT (entity_id) DO NOTHING;
END;
CREATE TRIGGER people_search_deleted AFTER DELETE ON people BEGIN
  DELETE FROM search_titles WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_texts WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_fragments WHERE rowid = (SELECT id FROM search_entries WHERE entity_id = OLD.id);
  DELETE FROM search_entries WHERE entity_id = OLD.id;
  DELETE FROM search_pending WHERE entity_id = OLD.id;
END;
