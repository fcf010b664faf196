-- The way back from V36: the images of people are lost.

ALTER TABLE people DROP COLUMN images;
