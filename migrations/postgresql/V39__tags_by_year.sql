-- What has a tag is found together with its kind and its year, without looking at the items.

-- As the item has them; triggers see to that. Names have any length, so the index by names stays one of hashes.
ALTER TABLE media_tags ADD COLUMN media_kind text COLLATE "C";
ALTER TABLE media_tags ADD COLUMN year integer;

UPDATE media_tags t SET media_kind = m.kind, year = m.year FROM media_items m WHERE m.id = t.media_id;

CREATE FUNCTION media_tags_created() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT m.kind, m.year INTO NEW.media_kind, NEW.year FROM media_items m WHERE m.id = NEW.media_id;
    RETURN NEW;
  END $$;
CREATE TRIGGER media_tags_created BEFORE INSERT ON media_tags FOR EACH ROW WHEN (NEW.media_kind IS NULL)
  EXECUTE FUNCTION media_tags_created();

CREATE FUNCTION media_items_tags() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE media_tags SET media_kind = NEW.kind, year = NEW.year WHERE media_id = NEW.id;
    RETURN NULL;
  END $$;
CREATE TRIGGER media_items_tags AFTER UPDATE OF kind, year ON media_items FOR EACH ROW
  WHEN ((OLD.kind, OLD.year) IS DISTINCT FROM (NEW.kind, NEW.year)) EXECUTE FUNCTION media_items_tags();
