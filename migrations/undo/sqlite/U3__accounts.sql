-- The way back from V3: users and their sessions go.

DROP TABLE sessions;
DROP TABLE users;
