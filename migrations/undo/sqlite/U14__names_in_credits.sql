-- The way back from V14: the names in casts are those of the people.

DROP TRIGGER people_renamed;
DROP TRIGGER credits_moved;
ALTER TABLE credits DROP COLUMN person_name;
