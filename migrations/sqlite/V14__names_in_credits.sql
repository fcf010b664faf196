-- A credit repeats its person's name, so that a cast is read without looking up each person. It is null where whoever wrote the credit left it out;
-- readers then look it up. Triggers follow a person who is renamed and a credit that becomes another person's.

ALTER TABLE credits ADD COLUMN person_name TEXT;
UPDATE credits SET person_name = (SELECT name FROM people WHERE id = person_id);

CREATE TRIGGER people_renamed AFTER UPDATE OF name ON people WHEN OLD.name <> NEW.name BEGIN
  UPDATE credits SET person_name = NEW.name WHERE person_id = NEW.id;
END;
CREATE TRIGGER credits_moved AFTER UPDATE OF person_id ON credits WHEN OLD.person_id <> NEW.person_id BEGIN
  UPDATE credits SET person_name = (SELECT name FROM people WHERE id = NEW.person_id)
    WHERE owner_id = NEW.owner_id AND role = NEW.role AND position = NEW.position;
END;
