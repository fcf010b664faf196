-- The way back from V14: the names in casts are those of the people.

DROP TRIGGER people_renamed ON people;
DROP TRIGGER credits_moved ON credits;
DROP FUNCTION people_renamed();
DROP FUNCTION credits_moved();
ALTER TABLE credits DROP COLUMN person_name;
