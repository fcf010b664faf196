-- The way back from V1: the catalogue goes with all it holds.

DROP TABLE images;
DROP TABLE credits;
DROP TABLE people;
DROP TABLE episodes;
DROP TABLE seasons;
DROP TABLE media_tags;
DROP TABLE media_items;
