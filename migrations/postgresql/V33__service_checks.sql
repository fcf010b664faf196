-- What regular checks of the database, its replica and connected servers found.

CREATE TABLE service_checks (
  id      bigint  NOT NULL PRIMARY KEY,
  -- Its key: that of a connection is its global id.
  service text COLLATE "C" NOT NULL,
  at      bigint  NOT NULL,
  millis  integer NOT NULL CHECK (millis >= 0),
  -- Null if nothing was wrong.
  problem text COLLATE "C"
);

CREATE INDEX service_checks_by_service ON service_checks (service, id);
CREATE INDEX service_checks_by_time ON service_checks (at);
