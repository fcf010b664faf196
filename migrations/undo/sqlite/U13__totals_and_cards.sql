-- The way back from V13: seasons and episodes are counted when somebody asks.

DROP TRIGGER seasons_counted;
DROP TRIGGER seasons_moved;
DROP TRIGGER seasons_uncounted;
DROP TRIGGER episodes_counted;
DROP TRIGGER episodes_recounted;
DROP TRIGGER episodes_uncounted;
DROP TABLE series_totals;

DROP INDEX episodes_by_series;
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, position, tie, duration_seconds, added_at, created_at);
DROP INDEX media_items_by_sort_key;
CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id, folded_title);
