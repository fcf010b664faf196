-- A credit repeats its person's name, so that a cast is read without looking up each person. It is null where whoever wrote the credit left it out;
-- readers then look it up. Triggers follow a person who is renamed and a credit that becomes another person's.

ALTER TABLE credits ADD COLUMN person_name text COLLATE "C";
UPDATE credits SET person_name = (SELECT name FROM people WHERE id = person_id);

CREATE FUNCTION people_renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE credits SET person_name = NEW.name WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE FUNCTION credits_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.person_name := (SELECT name FROM people WHERE id = NEW.person_id);
  RETURN NEW;
END $$;
CREATE TRIGGER people_renamed AFTER UPDATE OF name ON people FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION people_renamed();
CREATE TRIGGER credits_moved BEFORE UPDATE OF person_id ON credits FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id)
  EXECUTE FUNCTION credits_moved();
