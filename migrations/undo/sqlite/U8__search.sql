-- The way back from V8: nothing is searched.

DROP TRIGGER media_items_search_created;
DROP TRIGGER media_items_search_changed;
DROP TRIGGER media_items_search_deleted;
DROP TRIGGER episodes_search_created;
DROP TRIGGER episodes_search_changed;
DROP TRIGGER episodes_search_deleted;
DROP TRIGGER people_search_created;
DROP TRIGGER people_search_changed;
DROP TRIGGER people_search_deleted;
DROP TABLE search_making;
DROP TABLE search_pending;
DROP TABLE search_fragments;
DROP TABLE search_texts;
DROP TABLE search_titles;
DROP TABLE search_entries;
