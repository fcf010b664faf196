-- Indexes that have what is looked for along them, so that no row is read for it: titles and names in their order, and how long episodes are.

DROP INDEX media_items_by_sort_key;
DROP INDEX media_items_by_sort_key_of_all;
DROP INDEX people_by_sort_key;
DROP INDEX episodes_by_series;

CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id, folded_title);
CREATE INDEX media_items_by_sort_key_of_all ON media_items (sort_key, id, folded_title);
CREATE INDEX people_by_sort_key ON people (sort_key, id, folded_name);
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, number, duration_seconds);
