-- How many seasons and episodes a series has, and how long they run together, so that a list of series adds nothing up. Triggers keep it, whatever
-- writes. Deleting a series deletes this row and its episodes in whichever order: without the row there is nothing to count down.

CREATE TABLE series_totals (
  series_id        INTEGER NOT NULL PRIMARY KEY REFERENCES media_items (id) ON DELETE CASCADE,
  seasons          INTEGER NOT NULL,
  episodes         INTEGER NOT NULL,
  duration_seconds INTEGER NOT NULL
) STRICT;

INSERT INTO series_totals SELECT id,
    (SELECT count(*) FROM seasons WHERE series_id = media_items.id),
    (SELECT count(*) FROM episodes WHERE series_id = media_items.id),
    (SELECT coalesce(sum(duration_seconds), 0) FROM episodes WHERE series_id = media_items.id)
  FROM media_items WHERE id IN (SELECT series_id FROM seasons UNION SELECT series_id FROM episodes);

CREATE TRIGGER seasons_counted AFTER INSERT ON seasons BEGIN
  INSERT INTO series_totals VALUES (NEW.series_id, 1, 0, 0) ON CONFLICT (series_id) DO UPDATE SET seasons = seasons + 1;
END;
CREATE TRIGGER seasons_moved AFTER UPDATE OF series_id ON seasons WHEN OLD.series_id <> NEW.series_id BEGIN
  UPDATE series_totals SET seasons = seasons - 1 WHERE series_id = OLD.series_id;
  INSERT INTO series_totals VALUES (NEW.series_id, 1, 0, 0) ON CONFLICT (series_id) DO UPDATE SET seasons = seasons + 1;
END;
CREATE TRIGGER seasons_uncounted AFTER DELETE ON seasons BEGIN
  UPDATE series_totals SET seasons = seasons - 1 WHERE series_id = OLD.series_id;
END;

CREATE TRIGGER episodes_counted AFTER INSERT ON episodes BEGIN
  INSERT INTO series_totals VALUES (NEW.series_id, 0, 1, coalesce(NEW.duration_seconds, 0))
    ON CONFLICT (series_id) DO UPDATE SET episodes = episodes + 1, duration_seconds = duration_seconds + excluded.duration_seconds;
END;
CREATE TRIGGER episodes_recounted AFTER UPDATE OF series_id, duration_seconds ON episodes
  WHEN (OLD.series_id, OLD.duration_seconds) IS NOT (NEW.series_id, NEW.duration_seconds) BEGIN
  UPDATE series_totals SET episodes = episodes - 1, duration_seconds = duration_seconds - coalesce(OLD.duration_seconds, 0)
    WHERE series_id = OLD.series_id;
  INSERT INTO series_totals VALUES (NEW.series_id, 0, 1, coalesce(NEW.duration_seconds, 0))
    ON CONFLICT (series_id) DO UPDATE SET episodes = episodes + 1, duration_seconds = duration_seconds + excluded.duration_seconds;
END;
CREATE TRIGGER episodes_uncounted AFTER DELETE ON episodes BEGIN
  UPDATE series_totals SET episodes = episodes - 1, duration_seconds = duration_seconds - coalesce(OLD.duration_seconds, 0)
    WHERE series_id = OLD.series_id;
END;

-- Nothing is added up along this index any more.
DROP INDEX episodes_by_series;
CREATE INDEX episodes_by_series ON episodes (series_id, season_number = 0, season_number, position, tie, added_at, created_at);

-- All that a list of one kind by title shows of an item in brief (MediaRepository.BRIEF), so that no row is read for it.
DROP INDEX media_items_by_sort_key;
CREATE INDEX media_items_by_sort_key ON media_items (kind, sort_key, id, folded_title, title, year, rating);
