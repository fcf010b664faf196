-- An import adds hundreds of rows by one statement. So a trigger on added rows runs once for all of them: one that ran for each made
-- as many versions of a series' totals as the series has episodes.

DROP TRIGGER media_items_search_created ON media_items;
DROP TRIGGER episodes_search_created ON episodes;
DROP TRIGGER people_search_created ON people;
DROP TRIGGER seasons_counted ON seasons;
DROP TRIGGER episodes_counted ON episodes;

CREATE FUNCTION search_created() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO search_pending SELECT id FROM added ON CONFLICT (entity_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER media_items_search_created AFTER INSERT ON media_items REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_created();
CREATE TRIGGER episodes_search_created AFTER INSERT ON episodes REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_created();
CREATE TRIGGER people_search_created AFTER INSERT ON people REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_created();

CREATE FUNCTION seasons_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO series_totals AS totals SELECT series_id, count(*), 0, 0 FROM added GROUP BY series_id ORDER BY series_id
    ON CONFLICT (series_id) DO UPDATE SET seasons = totals.seasons + excluded.seasons;
  RETURN NULL;
END $$;
CREATE FUNCTION seasons_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE series_totals SET seasons = seasons - gone.rows
    FROM (SELECT series_id, count(*) AS rows FROM removed GROUP BY series_id) AS gone
    WHERE series_totals.series_id = gone.series_id;
  RETURN NULL;
END $$;
CREATE TRIGGER seasons_added AFTER INSERT ON seasons REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION seasons_added();
CREATE TRIGGER seasons_removed AFTER DELETE ON seasons REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION seasons_removed();

CREATE FUNCTION episodes_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO series_totals AS totals SELECT series_id, 0, count(*), coalesce(sum(duration_seconds), 0) FROM added
    GROUP BY series_id ORDER BY series_id
    ON CONFLICT (series_id) DO UPDATE SET episodes = totals.episodes + excluded.episodes,
      duration_seconds = totals.duration_seconds + excluded.duration_seconds;
  RETURN NULL;
END $$;
CREATE FUNCTION episodes_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE series_totals SET episodes = episodes - gone.rows, duration_seconds = series_totals.duration_seconds - gone.seconds
    FROM (SELECT series_id, count(*) AS rows, coalesce(sum(duration_seconds), 0) AS seconds FROM removed GROUP BY series_id) AS gone
    WHERE series_totals.series_id = gone.series_id;
  RETURN NULL;
END $$;
CREATE TRIGGER episodes_added AFTER INSERT ON episodes REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION episodes_added();
CREATE TRIGGER episodes_removed AFTER DELETE ON episodes REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION episodes_removed();

-- These two are left for rows that change.
CREATE OR REPLACE FUNCTION seasons_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE series_totals SET seasons = seasons - 1 WHERE series_id = OLD.series_id;
  INSERT INTO series_totals AS totals VALUES (NEW.series_id, 1, 0, 0)
    ON CONFLICT (series_id) DO UPDATE SET seasons = totals.seasons + 1;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION episodes_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE series_totals SET episodes = episodes - 1, duration_seconds = duration_seconds - coalesce(OLD.duration_seconds, 0)
    WHERE series_id = OLD.series_id;
  INSERT INTO series_totals AS totals VALUES (NEW.series_id, 0, 1, coalesce(NEW.duration_seconds, 0))
    ON CONFLICT (series_id) DO UPDATE SET episodes = totals.episodes + 1,
      duration_seconds = totals.duration_seconds + excluded.duration_seconds;
  RETURN NULL;
END $$;
