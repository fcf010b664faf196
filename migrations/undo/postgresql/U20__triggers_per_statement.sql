-- The way back from V20: triggers on added and removed rows run for each of them.

DROP TRIGGER media_items_search_created ON media_items;
DROP TRIGGER episodes_search_created ON episodes;
DROP TRIGGER people_search_created ON people;
DROP TRIGGER seasons_added ON seasons;
DROP TRIGGER seasons_removed ON seasons;
DROP TRIGGER episodes_added ON episodes;
DROP TRIGGER episodes_removed ON episodes;
DROP FUNCTION search_created();
DROP FUNCTION seasons_added();
DROP FUNCTION seasons_removed();
DROP FUNCTION episodes_added();
DROP FUNCTION episodes_removed();

CREATE OR REPLACE FUNCTION seasons_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE series_totals SET seasons = seasons - 1 WHERE series_id = OLD.series_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO series_totals AS totals VALUES (NEW.series_id, 1, 0, 0)
      ON CONFLICT (series_id) DO UPDATE SET seasons = totals.seasons + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER seasons_counted AFTER INSERT OR DELETE ON seasons FOR EACH ROW EXECUTE FUNCTION seasons_counted();

CREATE OR REPLACE FUNCTION episodes_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE series_totals SET episodes = episodes - 1, duration_seconds = duration_seconds - coalesce(OLD.duration_seconds, 0)
      WHERE series_id = OLD.series_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO series_totals AS totals VALUES (NEW.series_id, 0, 1, coalesce(NEW.duration_seconds, 0))
      ON CONFLICT (series_id) DO UPDATE SET episodes = totals.episodes + 1,
        duration_seconds = totals.duration_seconds + excluded.duration_seconds;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER episodes_counted AFTER INSERT OR DELETE ON episodes FOR EACH ROW EXECUTE FUNCTION episodes_counted();

CREATE TRIGGER media_items_search_created AFTER INSERT ON media_items FOR EACH ROW EXECUTE FUNCTION search_changed();
CREATE TRIGGER episodes_search_created AFTER INSERT ON episodes FOR EACH ROW EXECUTE FUNCTION search_changed();
CREATE TRIGGER people_search_created AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION search_changed();
