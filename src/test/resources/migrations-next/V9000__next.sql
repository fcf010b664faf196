CREATE TABLE next_table (id INTEGER);
