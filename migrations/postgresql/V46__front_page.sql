-- The start page: the rows that somebody has arranged, and the picks at its top.

CREATE TABLE home_rows (
  kind     text COLLATE "C" NOT NULL PRIMARY KEY,
  position integer NOT NULL,
  enabled  integer NOT NULL CHECK (enabled IN (0, 1)),
  size     integer NOT NULL CHECK (size >= 1),
  title    text COLLATE "C"
);

-- One row, once the policy was changed.
CREATE TABLE hero_policies (
  id         bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  policy     text COLLATE "C" NOT NULL CHECK (CAST(policy AS json) IS NOT NULL),
  updated_at bigint NOT NULL
);

CREATE TABLE hero_pools (
  kind          text COLLATE "C" NOT NULL PRIMARY KEY CHECK (kind IN ('SERIES', 'MOVIE')),
  -- Rises with each pool, so that of several servers that make the next one only the first stores it.
  version       bigint NOT NULL,
  policy_hash   text COLLATE "C" NOT NULL,
  seed          bigint NOT NULL,
  -- The place of the library's last change (change_places) that it knows.
  library_place bigint NOT NULL,
  began_at      bigint NOT NULL,
  created_at    bigint NOT NULL,
  expires_at    bigint NOT NULL,
  picks         text COLLATE "C" NOT NULL CHECK (CAST(picks AS json) IS NOT NULL)
);

-- What was picked, by the beginning of the time it was shown in. Items may be gone: without a foreign key, imports don't look here.
CREATE TABLE hero_history (
  kind     text COLLATE "C" NOT NULL,
  shown_at bigint NOT NULL,
  media_id bigint NOT NULL,
  PRIMARY KEY (kind, shown_at, media_id)
);
