-- The way back from V21: lists of all kinds have indexes of their own.

DROP INDEX media_items_by_day;
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id);
DROP INDEX media_items_by_studio;
CREATE INDEX media_items_by_studio ON media_items (studio);
DROP INDEX media_items_by_content_rating;
CREATE INDEX media_items_by_content_rating ON media_items (content_rating);

CREATE INDEX media_items_by_sort_key_of_all ON media_items (sort_key, id, folded_title);
CREATE INDEX media_items_by_year_of_all ON media_items (year, id);
CREATE INDEX media_items_by_added_of_all ON media_items (added_at, id);
CREATE INDEX media_items_by_updated_of_all ON media_items (updated_at, id);
CREATE INDEX media_items_by_released_of_all ON media_items (released_on, id);
CREATE INDEX media_items_by_rating_of_all ON media_items (rating, id);
CREATE INDEX media_items_by_duration_of_all ON media_items (duration_seconds, id);
CREATE INDEX media_items_by_shuffle_of_all ON media_items (shuffle, id);
CREATE INDEX media_items_by_last_added_of_all ON media_items (last_added_at, id);
CREATE INDEX media_items_by_rating_point ON media_items (CAST(rating AS INTEGER)) WHERE rating IS NOT NULL;
