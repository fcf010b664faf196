-- The way back from V9: indexes have what is ordered by, and no more.

DROP INDEX media_items_by_sort_key;
DROP INDEX media_items_by_sort_key_of_all;
DROP INDEX people_by_sort_key;
DROP INDEX episodes_by_series;

CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id);
CREATE INDEX media_items_by_sort_key_of_all ON media_items (sort_key, id);
CREATE INDEX people_by_sort_key ON people (sort_key, id);
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, number);
