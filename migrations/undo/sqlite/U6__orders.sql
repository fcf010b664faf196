-- The way back from V6: lists have one order again.

DROP INDEX media_items_by_sort_key_of_all;
DROP INDEX media_items_by_year;
DROP INDEX media_items_by_year_of_all;
DROP INDEX media_items_by_added;
DROP INDEX media_items_by_added_of_all;
DROP INDEX media_items_by_updated;
DROP INDEX media_items_by_updated_of_all;
DROP INDEX media_items_by_released;
DROP INDEX media_items_by_released_of_all;
DROP INDEX media_items_by_rating;
DROP INDEX media_items_by_rating_of_all;
DROP INDEX media_items_by_duration;
DROP INDEX media_items_by_duration_of_all;
DROP INDEX media_items_by_arrival;
DROP INDEX media_items_by_arrival_of_all;
DROP INDEX media_items_by_day;
DROP INDEX media_items_by_rating_point;
