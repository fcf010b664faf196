-- The way back from V25: secrets of other servers are lost.

DROP TABLE library_sections;
DROP TABLE connections;
