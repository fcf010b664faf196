INSERT INTO media_items (id, kind, source, rating_key, title, sort_key, year, metadata, created_at, updated_at) VALUES
  (1, 'SERIES', 'plex', '1', 'Über allem', 'uber allem', 2001, '{"network":"One"}', 5, 6), (2, 'MOVIE', 'plex', '2', 'Tide', 'tide', NULL, NULL, 5, 6);
INSERT INTO seasons (id, series_id, number, created_at, updated_at) VALUES (3, 1, 1, 5, 5);
INSERT INTO episodes (id, series_id, season_id, season_number, number, created_at, updated_at) VALUES (4, 1, 3, 1, 1, 5, 5);
INSERT INTO people (id, name, created_at, updated_at) VALUES (5, 'Ada Winter', 5, 5);
INSERT INTO credits (owner_id, role, position, person_id) VALUES (4, 'CAST', 1, 5);
INSERT INTO media_tags (media_id, kind, position, name) VALUES (1, 'GENRE', 1, 'Drama'), (2, 'GENRE', 1, 'Drama');
INSERT INTO images (owner_id, position, kind, source, path) VALUES (1, 1, 'POSTER', 'plex', '/p'), (3, 1, 'THUMB', 'plex', '/t');
INSERT INTO import_jobs (id, status, format, path, source, on_conflict, error_policy, prune, dry_run, processed, total, created, updated, unchanged, skipped, failed, requested_at, finished_at)
  VALUES (6, 'SUCCEEDED', 'JSON_LINES', 'x', 'plex', 'UPDATE', 'IGNORE_FAILED', 0, 0, 1, 1, 1, 0, 0, 0, 0, 5, 6);
INSERT INTO import_records (id, job_id, position, file, kind, outcome) VALUES (7, 6, 0, 'x', 'SERIES', 'CREATED');
