-- An index less is a page less to write for each item. Lists of all kinds are merged from those of each kind, ratings are counted without
-- the index of rating points, and items without a value needn't be in an index by which nothing is sorted.

DROP INDEX media_items_by_sort_key_of_all;
DROP INDEX media_items_by_year_of_all;
DROP INDEX media_items_by_added_of_all;
DROP INDEX media_items_by_updated_of_all;
DROP INDEX media_items_by_released_of_all;
DROP INDEX media_items_by_rating_of_all;
DROP INDEX media_items_by_duration_of_all;
DROP INDEX media_items_by_shuffle_of_all;
DROP INDEX media_items_by_last_added_of_all;
DROP INDEX media_items_by_rating_point;

DROP INDEX media_items_by_day;
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id) WHERE released_on IS NOT NULL;
DROP INDEX media_items_by_studio;
CREATE INDEX media_items_by_studio ON media_items (studio) WHERE studio IS NOT NULL;
DROP INDEX media_items_by_content_rating;
CREATE INDEX media_items_by_content_rating ON media_items (content_rating) WHERE content_rating IS NOT NULL;
