-- The way back from V42: all downloaders and indexers are lost, with their keys and passwords.

DROP TABLE server_health;
DROP TABLE indexers;
DROP TABLE downloaders;
