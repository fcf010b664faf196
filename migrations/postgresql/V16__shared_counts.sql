-- What several servers count together. A crash of the database may empty these tables: everybody then begins anew.

-- Token buckets, in bucket4j's form.
CREATE UNLOGGED TABLE quotas (
  id         text COLLATE "C" NOT NULL PRIMARY KEY,
  state      bytea,
  -- In milliseconds since 1970. Until there is a state it isn't needed.
  expires_at bigint NOT NULL DEFAULT 0
);

CREATE INDEX quotas_expiry ON quotas (expires_at);

-- Attempts to sign in, from one network to one account.
CREATE UNLOGGED TABLE attempts (
  id      text COLLATE "C" NOT NULL PRIMARY KEY,
  count   integer NOT NULL,
  -- When the next one may come, in nanoseconds since 1970.
  next_at bigint  NOT NULL
);

CREATE INDEX attempts_next ON attempts (next_at);
