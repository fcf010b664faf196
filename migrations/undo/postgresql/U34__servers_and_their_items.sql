-- The way back from V34: the next sync doesn't know which server it reads, nor which ids a sync brought.

DROP TABLE source_ids;
DROP TABLE displaced_items;
DELETE FROM synced_items WHERE gone = 1;
ALTER TABLE synced_items DROP COLUMN gone;
ALTER TABLE connections DROP COLUMN server_identifier;
