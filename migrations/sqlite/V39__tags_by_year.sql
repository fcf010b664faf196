-- What has a tag is found together with its kind and its year, by one range of an index.

-- As the item has them; triggers see to that.
ALTER TABLE media_tags ADD COLUMN media_kind TEXT;
ALTER TABLE media_tags ADD COLUMN year INTEGER;

UPDATE media_tags SET (media_kind, year) = (SELECT m.kind, m.year FROM media_items m WHERE m.id = media_id);

DROP INDEX media_tags_by_name;
CREATE INDEX media_tags_by_name ON media_tags (kind, name COLLATE NOCASE, media_kind, year);

CREATE TRIGGER media_tags_created AFTER INSERT ON media_tags WHEN NEW.media_kind IS NULL BEGIN
  UPDATE media_tags SET (media_kind, year) = (SELECT m.kind, m.year FROM media_items m WHERE m.id = NEW.media_id)
    WHERE media_id = NEW.media_id AND kind = NEW.kind AND position = NEW.position;
END;

CREATE TRIGGER media_items_tags AFTER UPDATE OF kind, year ON media_items
  WHEN (OLD.kind, OLD.year) IS NOT (NEW.kind, NEW.year) BEGIN
  UPDATE media_tags SET media_kind = NEW.kind, year = NEW.year WHERE media_id = NEW.id;
END;
