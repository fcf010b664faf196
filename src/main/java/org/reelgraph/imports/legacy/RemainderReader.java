package org.reelgraph.imports.legacy;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reelgraph.imports.formats.LegacyTables.Remainder;
import org.reelgraph.jobs.Counted;
import org.reelgraph.storage.foreign.ForeignDatabase;
import org.reelgraph.storage.foreign.ForeignDatabase.ForeignTable;
import org.reelgraph.storage.tables.Table;

import static org.reelgraph.imports.legacy.LegacyTable.ID;
import static org.reelgraph.imports.legacy.LegacyTable.ITEM;
import static org.reelgraph.imports.legacy.LegacyTable.MEMBER;
import static org.reelgraph.imports.legacy.LegacyTable.SEASON;

/** Reads which rows of a database of Plex Exporter belong to no item, and which tables have no place in a library. */
final class RemainderReader {

    private static final String AGAIN = "It is made anew by whatever needs it.";
    private static final String ACCOUNTS = "Passwords can't be carried over. Make accounts for these people.";
    private static final String CONNECTIONS = "Enter the address and the key as a connection.";
    private static final String SCHEDULES = "Make schedules instead.";
    private static final String MAIL = "Reelgraph sends no mail.";
    private static final String UNKNOWN = "Reelgraph knows no such table.";
    private static final Map<String, String> REASONS = Map.ofEntries(Map.entry("users", ACCOUNTS),
            Map.entry("tautulli_config", CONNECTIONS), Map.entry("integration_settings", CONNECTIONS),
            Map.entry("import_schedules", SCHEDULES), Map.entry("sync_schedules", SCHEDULES),
            Map.entry("library_sections", "A connection asks for them."), Map.entry("import_jobs", AGAIN),
            Map.entry("tautulli_snapshots", AGAIN), Map.entry("hero_pools", AGAIN),
            Map.entry("schema_migrations", AGAIN), Map.entry("__drizzle_migrations", AGAIN),
            Map.entry("newsletter_subscriptions", MAIL), Map.entry("newsletter_digests", MAIL),
            Map.entry("newsletter_campaigns", MAIL), Map.entry("newsletter_campaign_recipients", MAIL),
            Map.entry("email_campaigns", MAIL), Map.entry("welcome_emails", MAIL),
            Map.entry("watchlist_requests", "Reelgraph takes no requests."),
            Map.entry("watchlist_request_events", "Reelgraph takes no requests."));

    private final ForeignDatabase database;
    private final LegacySchema schema;

    RemainderReader(ForeignDatabase database, LegacySchema schema) {
        this.database = database;
        this.schema = schema;
    }

    void read(Consumer<Remainder> remainders) throws SQLException {
        var items = keys(schema.items());
        var seasons = schema.seasons().map(table -> "SELECT " + table.key("k", ID) + " FROM " + table.quoted()
                + " AS k WHERE " + table.key("k", ITEM) + " IN (" + items + ") AND " + table.key("k", ID)
                + " IS NOT NULL").orElse(keys(Optional.empty()));
        var credited = schema.cast().map(table -> "SELECT " + table.key("k", MEMBER) + " FROM " + table.quoted()
                + " AS k WHERE " + table.key("k", ITEM) + " IN (" + items + ") AND " + table.key("k", MEMBER)
                + " IS NOT NULL").orElse(keys(Optional.empty()));
        read(schema.castMembers(), ID, credited, "No item's cast has somebody with the id", remainders);
        read(schema.seasons(), ITEM, items, "There is no item with the id", remainders);
        read(schema.episodes(), SEASON, seasons, "No item has a season with the id", remainders);
        read(schema.cast(), ITEM, items, "There is no item with the id", remainders);
        read(schema.cast(), MEMBER, keys(schema.castMembers()), "Nobody in cast_members has the id", remainders,
                table -> " AND " + table.key("t", ITEM) + " IN (" + items + ")");
        read(schema.thumbnails(), ITEM, items, "There is no item with the id", remainders);
        read(schema.firstThumbnails(), ITEM, keys(schema.firstItems()), "There is no item with the id", remainders);
        for (var table : schema.unusable()) {
            count(table.name(), "It lacks " + String.join(" and ", schema.missing(table)) + "; its columns are "
                    + String.join(", ", table.columns().values()) + ".", remainders);
        }
        for (var table : schema.others()) {
            other(table, remainders);
        }
    }

    /** {@return a query for the ids in a table} */
    static String keys(Optional<LegacyTable> table) {
        return table.map(there -> "SELECT " + there.key("k", ID) + " FROM " + there.quoted() + " AS k WHERE "
                + there.key("k", ID) + " IS NOT NULL").orElse("SELECT NULL WHERE 1 = 0");
    }

    private void read(Optional<LegacyTable> found, String column, String keys, String reason,
            Consumer<Remainder> remainders) throws SQLException {
        read(found, column, keys, reason, remainders, any -> "");
    }

    private void read(Optional<LegacyTable> found, String column, String keys, String reason,
            Consumer<Remainder> remainders, Function<LegacyTable, String> further) throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        var table = found.get();
        var key = table.key("t", column);
        var sql = "SELECT " + key + ", NULL, " + database.bounded(table.column("t", ID)) + ", "
                + database.bounded(table.column("t", column)) + " FROM " + table.quoted() + " AS t WHERE (" + key
                + " IS NULL OR " + key + " NOT IN (" + keys + "))" + further.apply(table);
        try (var rows = new RowsReader(database.connection(), sql, List.of(ID, "owner"))) {
            while (rows.hasNext()) {
                var row = rows.take().values();
                remainders.accept(new Remainder(table.name(), Objects.toString(row.get(ID), ""),
                        reason + " " + Objects.toString(row.get("owner"), "NULL") + ".", false));
            }
        }
    }

    private void other(ForeignTable table, Consumer<Remainder> remainders) throws SQLException {
        if (table.isStored()) {
            count(table.name(), REASONS.getOrDefault(table.name().toLowerCase(Locale.ROOT), UNKNOWN), remainders);
        } else {
            remainders.accept(new Remainder(table.name(), "", "It only looks like a table, so it isn't read.",
                    true));
        }
    }

    private void count(String table, String reason, Consumer<Remainder> remainders) throws SQLException {
        try (var rows = new RowsReader(database.connection(), "SELECT count(*), NULL FROM " + Table.quoted(table),
                List.of())) {
            var count = rows.take().owner();
            if (count > 0) {
                remainders.accept(new Remainder(table, "", Counted.of(count, "row") + ": " + reason, true));
            }
        }
    }
}
