-- The way back from V39: nothing is lost.

DROP TRIGGER media_items_tags ON media_items;
DROP FUNCTION media_items_tags();
DROP TRIGGER media_tags_created ON media_tags;
DROP FUNCTION media_tags_created();
ALTER TABLE media_tags DROP COLUMN media_kind;
ALTER TABLE media_tags DROP COLUMN year;
