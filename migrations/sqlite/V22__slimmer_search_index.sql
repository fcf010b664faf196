-- What most words are in comes first: only those of a further column have the column noted with each place. A type is one character, which
-- the index of beginnings has once. The program makes the index anew at its next start, since these tables don't keep the texts.

DROP TABLE search_titles;
DROP TABLE search_texts;
CREATE VIRTUAL TABLE search_titles USING fts5 (title, original_title, type, content = '', contentless_delete = 1,
  tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_texts USING fts5 (summary, titles, type, content = '', contentless_delete = 1,
  tokenize = 'ascii');
DELETE FROM search_making;
