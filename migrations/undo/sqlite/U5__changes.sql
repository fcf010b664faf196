-- The way back from V5: what was changed when is no longer known.

DROP TRIGGER media_items_created;
DROP TRIGGER media_items_updated;
DROP TRIGGER media_items_deleted;
DROP TABLE change_places;
DROP TABLE changes;
