-- What was created, changed or deleted of the library, in order: of each item its last change. Triggers keep it, whatever writes.

CREATE TABLE changes (
  -- The place in the order; only ever greater ones are given.
  seq         INTEGER NOT NULL PRIMARY KEY,
  media_id    INTEGER NOT NULL UNIQUE,
  media_kind  TEXT    NOT NULL,
  -- The place at which the item was created.
  created_seq INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT;

CREATE INDEX changes_of_deleted ON changes (at) WHERE deleted = 1;

-- One row, once there is a change: the last place that was given, and up to which one deletions are forgotten.
CREATE TABLE change_places (
  id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  last      INTEGER NOT NULL,
  forgotten INTEGER NOT NULL
) STRICT;

INSERT INTO changes (seq, media_id, media_kind, created_seq, at, deleted)
  SELECT row_number() OVER (ORDER BY id), id, kind, row_number() OVER (ORDER BY id), created_at, 0 FROM media_items;
INSERT INTO change_places SELECT 1, count(*), 0 FROM media_items HAVING count(*) > 0;

CREATE TRIGGER media_items_created AFTER INSERT ON media_items BEGIN
  INSERT INTO change_places VALUES (1, 1, 0) ON CONFLICT (id) DO UPDATE SET last = last + 1;
  INSERT INTO changes (seq, media_id, media_kind, created_seq, at, deleted)
    SELECT last, NEW.id, NEW.kind, last, NEW.created_at, 0 FROM change_places WHERE true
    -- What was deleted may come back as it was.
    ON CONFLICT (media_id) DO UPDATE SET seq = excluded.seq, media_kind = excluded.media_kind,
      created_seq = excluded.created_seq, at = excluded.at, deleted = 0;
END;

-- Whoever changes anything of an item or below it sets when.
CREATE TRIGGER media_items_updated AFTER UPDATE OF updated_at ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), at = NEW.updated_at WHERE media_id = NEW.id;
END;

CREATE TRIGGER media_items_deleted AFTER DELETE ON media_items BEGIN
  UPDATE change_places SET last = last + 1;
  UPDATE changes SET seq = (SELECT last FROM change_places), deleted = 1,
    at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE media_id = OLD.id;
END;
