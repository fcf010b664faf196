-- What was watched, when and by whom, as the servers' histories tell it.

CREATE TABLE plays (
  id             bigint  NOT NULL PRIMARY KEY,
  -- What was played, as its source knows it: a movie, or an episode with its series.
  source         text COLLATE "C" NOT NULL,
  rating_key     text COLLATE "C" NOT NULL,
  series_key     text COLLATE "C",
  season_number  integer,
  episode_number integer,
  title          text COLLATE "C" NOT NULL,
  viewer         text COLLATE "C" NOT NULL,
  started_at     bigint  NOT NULL,
  played_seconds integer NOT NULL CHECK (played_seconds >= 0),
  percent        integer NOT NULL CHECK (percent BETWEEN 0 AND 100),
  -- The movie or series, and the episode, once they are in the library. They may be gone again: a play outlives them, and counts
  -- again when they come back.
  media_id       bigint,
  episode_id     bigint,
  UNIQUE (source, viewer, rating_key, started_at)
);

CREATE INDEX plays_by_start ON plays (started_at, media_id, viewer);
CREATE INDEX plays_by_media ON plays (media_id, started_at);
CREATE INDEX plays_by_episode ON plays (episode_id, started_at);
