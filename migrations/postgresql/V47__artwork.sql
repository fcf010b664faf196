-- Pictures that are kept as files, and the images that they are of.

CREATE TABLE pictures (
  -- The SHA-256 of the file, by which it is named.
  hash           text COLLATE "C" NOT NULL PRIMARY KEY,
  type           text COLLATE "C" NOT NULL CHECK (type IN ('JPEG', 'PNG', 'WEBP', 'GIF', 'AVIF')),
  width          integer NOT NULL CHECK (width >= 1),
  height         integer NOT NULL CHECK (height >= 1),
  bytes          bigint  NOT NULL,
  is_animated    integer NOT NULL CHECK (is_animated IN (0, 1)),
  -- Null if the picture can't be decoded, or moves.
  thumb_hash     text COLLATE "C",
  dominant_color text COLLATE "C",
  created_at     bigint  NOT NULL
);

-- Only of images of which there is more to say than their source says. An import replaces rows of images and leaves these,
-- so there is neither a foreign key nor a trigger that it would pay for. The owner is a media item, season, episode or person.
CREATE TABLE artwork (
  owner_id     bigint  NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('POSTER', 'BACKDROP', 'THUMB', 'STILL')),
  source       text COLLATE "C" NOT NULL,
  path         text COLLATE "C" NOT NULL,
  -- Null as long as no picture is kept.
  hash         text COLLATE "C" REFERENCES pictures (hash),
  -- A BCP 47 tag; null if no text is to be seen, or nothing is known of it.
  language     text COLLATE "C",
  -- What people decided.
  is_uploaded  integer NOT NULL CHECK (is_uploaded IN (0, 1)),
  is_selected  integer NOT NULL CHECK (is_selected IN (0, 1)),
  is_locked    integer NOT NULL CHECK (is_locked IN (0, 1)),
  -- When the picture was last fetched or brought, and why that failed.
  attempted_at bigint,
  problem      text COLLATE "C",
  -- Since when no image is like that, and nobody wants it kept.
  unused_since bigint,
  PRIMARY KEY (owner_id, kind, source, path)
);

CREATE INDEX artwork_by_picture ON artwork (hash) WHERE hash IS NOT NULL;
CREATE UNIQUE INDEX artwork_selected ON artwork (owner_id, kind) WHERE is_selected = 1;
