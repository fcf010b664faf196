-- The way back from V35: who downloaded what, and links that are still good, are lost.

DROP TABLE downloads;
DROP TABLE download_links;
