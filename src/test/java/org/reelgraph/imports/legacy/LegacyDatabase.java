package org.reelgraph.imports.legacy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Databases with the tables that Plex Exporter's programs made in the course of time. */
record LegacyDatabase(Path file) {

    private static final String NOW = "created_at TEXT NOT NULL DEFAULT (datetime('now'))";

    /** What the first programs made. */
    LegacyDatabase first() throws SQLException {
        return run("CREATE TABLE schema_migrations (id TEXT PRIMARY KEY, applied_at TEXT)",
                "CREATE TABLE media_metadata (id INTEGER PRIMARY KEY AUTOINCREMENT, plex_id TEXT NOT NULL UNIQUE,"
                        + " title TEXT NOT NULL, library_section_id INTEGER, media_type TEXT, year INTEGER, guid TEXT,"
                        + " summary TEXT, plex_added_at TEXT, plex_updated_at TEXT, " + NOW
                        + ", updated_at TEXT NOT NULL DEFAULT (datetime('now')))",
                "CREATE TABLE thumbnails (id INTEGER PRIMARY KEY AUTOINCREMENT, media_id INTEGER NOT NULL,"
                        + " path TEXT NOT NULL, " + NOW + ", UNIQUE (media_id, path))",
                "CREATE TABLE tautulli_snapshots (id INTEGER PRIMARY KEY, captured_at TEXT, payload TEXT NOT NULL)");
    }

    /** What later programs added to the first tables. */
    LegacyDatabase extended() throws SQLException {
        first();
        for (var column : ("genres TEXT, directors TEXT, countries TEXT, collections TEXT, rating REAL,"
                + " audience_rating REAL, content_rating TEXT, studio TEXT, tagline TEXT, duration INTEGER,"
                + " originally_available_at TEXT").split(", *")) {
            run("ALTER TABLE media_metadata ADD COLUMN " + column);
        }
        return this;
    }

    /** What Drizzle's migrations made. */
    LegacyDatabase latest() throws SQLException {
        return run("CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at INTEGER)",
                "CREATE TABLE users (id TEXT PRIMARY KEY, username TEXT UNIQUE, email TEXT, password TEXT, role TEXT)",
                "CREATE TABLE media_items (id INTEGER PRIMARY KEY AUTOINCREMENT, tautulli_id TEXT NOT NULL UNIQUE,"
                        + " type TEXT NOT NULL, title TEXT NOT NULL, sort_title TEXT, library_section_id INTEGER,"
                        + " year INTEGER, rating REAL, content_rating TEXT, summary TEXT, tagline TEXT,"
                        + " duration INTEGER, poster TEXT, backdrop TEXT, studio TEXT, genres TEXT, directors TEXT,"
                        + " writers TEXT, countries TEXT, collections TEXT, audience_rating REAL, added_at TEXT,"
                        + " originally_available_at TEXT, guid TEXT, plex_updated_at TEXT, plex_added_at TEXT,"
                        + " last_synced_at TEXT, " + NOW + ", updated_at TEXT NOT NULL DEFAULT (datetime('now')),"
                        + " tmdb_id INTEGER, tmdb_rating INTEGER, tmdb_vote_count INTEGER,"
                        + " tmdb_enriched INTEGER NOT NULL DEFAULT 0, imdb_id TEXT, languages TEXT)",
                "CREATE TABLE seasons (id INTEGER PRIMARY KEY AUTOINCREMENT, media_item_id INTEGER NOT NULL REFERENCES"
                        + " media_items (id) ON DELETE CASCADE, tautulli_id TEXT NOT NULL UNIQUE, season_number"
                        + " INTEGER NOT NULL, title TEXT, summary TEXT, poster TEXT, episode_count INTEGER)",
                "CREATE TABLE episodes (id INTEGER PRIMARY KEY AUTOINCREMENT, season_id INTEGER NOT NULL REFERENCES"
                        + " seasons (id) ON DELETE CASCADE, tautulli_id TEXT NOT NULL UNIQUE, episode_number INTEGER"
                        + " NOT NULL, title TEXT NOT NULL, summary TEXT, duration INTEGER, rating TEXT, air_date TEXT,"
                        + " thumb TEXT)",
                "CREATE TABLE cast_members (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
                        + " role TEXT, photo TEXT)",
                "CREATE TABLE media_cast (id INTEGER PRIMARY KEY AUTOINCREMENT, media_item_id INTEGER NOT NULL,"
                        + " cast_member_id INTEGER NOT NULL, character TEXT, \"order\" INTEGER)",
                "CREATE TABLE media_thumbnails (id INTEGER PRIMARY KEY AUTOINCREMENT, media_item_id INTEGER NOT NULL,"
                        + " path TEXT NOT NULL, " + NOW + ")");
    }

    LegacyDatabase run(String... statements) throws SQLException {
        try (var database = open(); var statement = database.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** {@return the number of rows of a table} */
    int count(String table) throws SQLException {
        try (var database = open();
                var statement = database.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getInt(1);
        }
    }
}
