-- The way back from V46: how the start page was arranged and what it showed is lost.

DROP TABLE hero_history;
DROP TABLE hero_pools;
DROP TABLE hero_policies;
DROP TABLE home_rows;
