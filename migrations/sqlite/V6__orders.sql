-- An index for each order that lists of media have, of one kind and of all, and for what a home page shows.

CREATE INDEX media_items_by_sort_key_of_all ON media_items (sort_key, id);
CREATE INDEX media_items_by_year ON media_items (kind, year, id);
CREATE INDEX media_items_by_year_of_all ON media_items (year, id);
CREATE INDEX media_items_by_added ON media_items (kind, added_at, id);
CREATE INDEX media_items_by_added_of_all ON media_items (added_at, id);
CREATE INDEX media_items_by_updated ON media_items (kind, updated_at, id);
CREATE INDEX media_items_by_updated_of_all ON media_items (updated_at, id);
CREATE INDEX media_items_by_released ON media_items (kind, released_on, id);
CREATE INDEX media_items_by_released_of_all ON media_items (released_on, id);
CREATE INDEX media_items_by_rating ON media_items (kind, rating, id);
CREATE INDEX media_items_by_rating_of_all ON media_items (rating, id);
CREATE INDEX media_items_by_duration ON media_items (kind, duration_seconds, id);
CREATE INDEX media_items_by_duration_of_all ON media_items (duration_seconds, id);

-- What came last, and what was released on this day of a year.
CREATE INDEX media_items_by_arrival ON media_items (kind, coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_arrival_of_all ON media_items (coalesce(added_at, created_at), id);
CREATE INDEX media_items_by_day ON media_items (substr(released_on, 6), released_on, id);
-- For counting without reading rows.
CREATE INDEX media_items_by_rating_point ON media_items (CAST(rating AS INTEGER)) WHERE rating IS NOT NULL;
