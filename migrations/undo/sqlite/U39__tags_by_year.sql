-- The way back from V39: nothing is lost.

DROP TRIGGER media_items_tags;
DROP TRIGGER media_tags_created;
DROP INDEX media_tags_by_name;
ALTER TABLE media_tags DROP COLUMN media_kind;
ALTER TABLE media_tags DROP COLUMN year;
CREATE INDEX media_tags_by_name ON media_tags (kind, name COLLATE NOCASE);
