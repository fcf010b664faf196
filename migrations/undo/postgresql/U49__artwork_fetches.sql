-- The way back from V49: what became of pictures that were fetched is lost.

DROP TABLE artwork_fetches;
