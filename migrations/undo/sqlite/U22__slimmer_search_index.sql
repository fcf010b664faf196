-- The way back from V22: types come first. The program of before makes the index anew.

DROP TABLE search_titles;
DROP TABLE search_texts;
CREATE VIRTUAL TABLE search_titles USING fts5 (type, title, original_title, content = '', contentless_delete = 1,
  tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_texts USING fts5 (type, titles, summary, content = '', contentless_delete = 1,
  tokenize = 'ascii');
DELETE FROM search_making;
