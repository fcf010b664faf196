INSERT INTO media_items (id, kind, source, rating_key, title, sort_key, added_at, imdb, tmdb, metadata, created_at, updated_at) VALUES
  (1, 'SERIES', 'plex', '1', 'Tide Watch', 'tide watch', 1000000, 'TT9900001', NULL, NULL, 5000000, 5000000),
  (2, 'MOVIE', 'plex', '2', 'Crab Two', 'crab two', NULL, NULL, '0', '{"editionTitle":"Uncut","x":1}', 5000000, 6000000),
  (3, 'MOVIE', 'plex', '3', 'Gull', 'gull', 99000000000000, 'tt9900003', '77', '{"editionTitle":null}', 5000000, 6000000),
  (4, 'MOVIE', 'plex', '4', 'Gull again', 'gull again', NULL, 'TT9900003', NULL, NULL, 5000000, 6000000);
INSERT INTO seasons (id, series_id, number, metadata, created_at, updated_at) VALUES (11, 1, 1, '{"addedAt":"1970-01-01T02:00:00"}', 5000000, 5000000);
INSERT INTO episodes (id, series_id, season_id, season_number, number, aired_on, tvdb, metadata, created_at, updated_at) VALUES
  (21, 1, 11, 1, 1, '2020-01-01', '0', '{"addedAt":"1970-01-01T03:00:00","y":2}', 5000000, 5000000),
  (22, 1, 11, 1, 2, NULL, NULL, NULL, 5000000, 5000000), (23, 1, 11, 1, 3, NULL, NULL, NULL, 9000000, 9000000);
INSERT INTO people (id, name, imdb, created_at, updated_at) VALUES (31, 'Ada Winter', 'nm0000000', 5000000, 5000000);
INSERT INTO credits (owner_id, role, position, person_id) VALUES (21, 'CAST', 1, 31), (2, 'CAST', 1, 31);
INSERT INTO images (owner_id, position, kind, source, path) VALUES (21, 1, 'STILL', 'plex', '/e');
INSERT INTO import_jobs (id, status, format, path, source, on_conflict, error_policy, prune, dry_run, processed, total, created, updated, unchanged, skipped, failed, requested_at, finished_at)
  VALUES (41, 'SUCCEEDED', 'JSON_LINES', 'x', 'plex', 'UPDATE', 'IGNORE_FAILED', 0, 0, 1, 1, 1, 0, 0, 0, 0, 5, 6);
INSERT INTO import_records (id, job_id, position, file, kind, outcome) VALUES (51, 41, 0, 'x', 'SERIES', 'CREATED');
