-- The way back from V44: what MediaOS' files hold beyond the library is lost.

DROP TABLE mediaos_secrets;
DROP TABLE mediaos_files;
DROP TABLE mediaos_entries;
