-- The way back from V30: the history of plays is lost. It can be read again.

DROP TABLE plays;
