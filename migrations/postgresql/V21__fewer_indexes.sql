-- An index less is one less to write for each item. Lists of all kinds are merged from those of each kind.

DROP INDEX media_items_by_sort_key_of_all;
DROP INDEX media_items_by_year_of_all;
DROP INDEX media_items_by_added_of_all;
DROP INDEX media_items_by_updated_of_all;
DROP INDEX media_items_by_released_of_all;
DROP INDEX media_items_by_rating_of_all;
DROP INDEX media_items_by_duration_of_all;
DROP INDEX media_items_by_shuffle_of_all;
DROP INDEX media_items_by_last_added_of_all;
