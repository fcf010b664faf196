-- The way back from V40: what was wanted is lost.

DROP TABLE wanted_items;
