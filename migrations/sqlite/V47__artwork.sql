-- Pictures that are kept as files, and the images that they are of.

CREATE TABLE pictures (
  -- The SHA-256 of the file, by which it is named.
  hash           TEXT    NOT NULL PRIMARY KEY,
  type           TEXT    NOT NULL CHECK (type IN ('JPEG', 'PNG', 'WEBP', 'GIF', 'AVIF')),
  width          INTEGER NOT NULL CHECK (width >= 1),
  height         INTEGER NOT NULL CHECK (height >= 1),
  bytes          INTEGER NOT NULL,
  is_animated    INTEGER NOT NULL CHECK (is_animated IN (0, 1)),
  -- Null if the picture can't be decoded, or moves.
  thumb_hash     TEXT,
  dominant_color TEXT,
  created_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Only of images of which there is more to say than their source says. An import replaces rows of images and leaves these,
-- so there is neither a foreign key nor a trigger that it would pay for. The owner is a media item, season, episode or person.
CREATE TABLE artwork (
  owner_id     INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source       TEXT    NOT NULL,
  path         TEXT    NOT NULL,
  -- Null as long as no picture is kept.
  hash         TEXT    REFERENCES pictures (hash),
  -- A BCP 47 tag; null if no text is to be seen, or nothing is known of it.
  language     TEXT,
  -- What people decided.
  is_uploaded  INTEGER NOT NULL CHECK (is_uploaded IN (0, 1)),
  is_selected  INTEGER NOT NULL CHECK (is_selected IN (0, 1)),
  is_locked    INTEGER NOT NULL CHECK (is_locked IN (0, 1)),
  -- When the picture was last fetched or brought, and why that failed.
  attempted_at INTEGER,
  problem      TEXT,
  -- Since when no image is like that, and nobody wants it kept.
  unused_since INTEGER,
  PRIMARY KEY (owner_id, kind, source, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX artwork_by_picture ON artwork (hash) WHERE hash IS NOT NULL;
CREATE UNIQUE INDEX artwork_selected ON artwork (owner_id, kind) WHERE is_selected = 1;
