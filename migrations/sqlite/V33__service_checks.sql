-- What regular checks of the database, its replica and connected servers found.

CREATE TABLE service_checks (
  id      INTEGER NOT NULL PRIMARY KEY,
  -- Its key: that of a connection is its global id.
  service TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  millis  INTEGER NOT NULL CHECK (millis >= 0),
  -- Null if nothing was wrong.
  problem TEXT
) STRICT;

CREATE INDEX service_checks_by_service ON service_checks (service, id);
CREATE INDEX service_checks_by_time ON service_checks (at);
