-- What was watched, when and by whom, as the servers' histories tell it.

CREATE TABLE plays (
  id             INTEGER NOT NULL PRIMARY KEY,
  -- What was played, as its source knows it: a movie, or an episode with its series.
  source         TEXT    NOT NULL,
  rating_key     TEXT    NOT NULL,
  series_key     TEXT,
  season_number  INTEGER,
  episode_number INTEGER,
  title          TEXT    NOT NULL,
  viewer         TEXT    NOT NULL,
  started_at     INTEGER NOT NULL,
  played_seconds INTEGER NOT NULL CHECK (played_seconds >= 0),
  percent        INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
  -- The movie or series, and the episode, once they are in the library. They may be gone again: a play outlives them, and counts
  -- again when they come back.
  media_id       INTEGER,
  episode_id     INTEGER,
  UNIQUE (source, viewer, rating_key, started_at)
) STRICT;

CREATE INDEX plays_by_start ON plays (started_at, media_id, viewer);
CREATE INDEX plays_by_media ON plays (media_id, started_at);
CREATE INDEX plays_by_episode ON plays (episode_id, started_at);
