-- The way back from V38: what checks found so far is lost.

DROP TABLE database_checks;
