-- The words of titles and names, to find those that look like one that is in none. It only grows: ids tell what was added since.

CREATE TABLE search_words (
  id   INTEGER NOT NULL PRIMARY KEY,
  word TEXT    NOT NULL UNIQUE
) STRICT;
