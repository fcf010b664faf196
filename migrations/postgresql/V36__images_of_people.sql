-- The images of a person, as a list of objects; null if there are none. They are in the person's own row, so that whatever copies,
-- undoes or removes a person has them too.
ALTER TABLE people ADD COLUMN images text COLLATE "C" CHECK (images IS NULL OR CAST(images AS json) IS NOT NULL);
