-- The way back from V23: four parts of a size stay apart, as by default.

INSERT INTO search_titles (search_titles, rank) VALUES ('usermerge', 4);
INSERT INTO search_texts (search_texts, rank) VALUES ('usermerge', 4);
INSERT INTO search_fragments (search_fragments, rank) VALUES ('usermerge', 4);
