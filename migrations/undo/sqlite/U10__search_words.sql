-- The way back from V10: nothing is known of words alone.

DROP TABLE search_words;
