-- Tidying up after an import joins what it added as soon as there are two parts of a size; with the default, four parts stay apart.
-- See https://sqlite.org/fts5.html#the_usermerge_configuration_option

INSERT INTO search_titles (search_titles, rank) VALUES ('usermerge', 2);
INSERT INTO search_texts (search_texts, rank) VALUES ('usermerge', 2);
INSERT INTO search_fragments (search_fragments, rank) VALUES ('usermerge', 2);
