package org.reelgraph.imports.legacy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.imports.formats.LegacyTables;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.foreign.ForeignDatabase;

import static org.reelgraph.imports.legacy.LegacyTable.ID;
import static org.reelgraph.imports.legacy.LegacyTable.ITEM;
import static org.reelgraph.imports.legacy.LegacyTable.KEY;
import static org.reelgraph.imports.legacy.LegacyTable.MEMBER;
import static org.reelgraph.imports.legacy.LegacyTable.SEASON;

/**
 * Reads the items of a database of Plex Exporter, each with what belongs to it. All tables are read side by side in the
 * order of their items, so that neither the memory nor the number of statements depends on how many there are, and no
 * index is needed.
 */
public final class LegacyReader implements LegacyTables {

    private static final int MOST_NAMED = 10;
    private static final String NOTHING = "SELECT NULL, NULL WHERE 1 = 0";

    private final ForeignDatabase database;
    private final LegacySchema schema;

    /** @throws SourceException if it isn't a database of Plex Exporter */
    LegacyReader(ForeignDatabase database) throws SourceException {
        this.database = database;
        this.schema = new LegacySchema(database.tables());
        if (schema.items().or(schema::firstItems).isEmpty()) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT,
                    "This is not a database of Plex Exporter: it has no table media_items or media_metadata with titles"
                            + tablesInWords() + ".");
        }
    }

    private String tablesInWords() {
        var names = Stream.concat(schema.others().stream().map(table -> table.name()),
                schema.carried().stream().map(LegacyTable::name)).sorted().limit(MOST_NAMED + 1).toList();
        return names.isEmpty()
                ? ", nor any other"
                : ", but " + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMED ? " and more" : "");
    }

    /** {@return the database} */
    ForeignDatabase database() {
        return database;
    }

    /** {@return the names of the tables whose rows become part of a library} */
    Set<String> tables() {
        return schema.carried().stream().filter(table -> !schema.unusable().contains(table)).map(LegacyTable::name)
                .collect(Collectors.toSet());
    }

    @Override
    public void items(boolean parts, Consumer<Item> items) throws SourceException {
        try {
            if (schema.items().isPresent()) {
                latestItems(schema.items().get(), parts, items);
            }
            if (schema.firstItems().isPresent()) {
                firstItems(schema.firstItems().get(), parts, items);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static SourceException unreadable(SQLException e) {
        return new SourceException(SourceErrors.MALFORMED,
                "The rest of the tables can't be read: " + StorageFailure.reasonOf(e) + ".");
    }

    private void latestItems(LegacyTable table, boolean parts, Consumer<Item> items) throws SQLException {
        var first = schema.twins();
        var names = new ArrayList<>(table.names());
        first.ifPresent(older -> names.addAll(older.names()));
        var sql = "SELECT " + table.key("i", ID) + first.map(any -> ", t.twin").orElse(", NULL")
                + columns(table, "i") + first.map(older -> columns(older, "t")).orElse("") + " FROM " + table.quoted()
                + " AS i" + first.map(older -> " LEFT JOIN (" + twins(older) + ") AS t ON t.twin_key = "
                        + table.column("i", KEY)).orElse("")
                + " ORDER BY 1";
        try (var rows = rows(sql, names);
                var seasons = rows(of(schema.seasons(), parts), "season_number");
                var episodes = parts ? episodes() : rows(NOTHING, List.of());
                var cast = parts ? cast() : rows(NOTHING, List.of());
                var thumbnails = rows(of(schema.thumbnails(), parts), ID);
                var firstThumbnails = parts ? thumbnailsOfTwins(table) : rows(NOTHING, List.of())) {
            while (rows.hasNext()) {
                var item = new LegacyItem(table.name(), rows.take(), first.map(LegacyTable::name).orElse(""));
                if (item.key() != RowsReader.NOBODY) {
                    item.addSeasons(seasons.of(item.key()));
                    item.addEpisodes(episodes.of(item.key()));
                    item.addCast(cast.of(item.key()));
                    item.addThumbnails("media_thumbnails", thumbnails.of(item.key()));
                    item.addThumbnails("thumbnails", firstThumbnails.of(item.key()));
                }
                items.accept(item.item());
            }
        }
    }

    private static Optional<LegacyTable> of(Optional<LegacyTable> table, boolean parts) {
        return table.filter(any -> parts);
    }

    private void firstItems(LegacyTable table, boolean parts, Consumer<Item> items) throws SQLException {
        var sql = "SELECT " + table.key("m", ID) + ", NULL" + columns(table, "m") + " FROM " + table.quoted() + " AS m"
                + schema.twins().map(any -> " WHERE " + table.key("m", ID) + " IS NULL OR " + table.key("m", ID)
                        + " NOT IN (SELECT twin FROM (" + pairs(table) + ") WHERE twin IS NOT NULL)").orElse("")
                + " ORDER BY 1";
        try (var rows = rows(sql, table.names());
                var thumbnails = rows(of(schema.firstThumbnails(), parts), ID)) {
            while (rows.hasNext()) {
                var item = new LegacyItem(table.name(), rows.take(), "");
                if (item.key() != RowsReader.NOBODY) {
                    item.addThumbnails("thumbnails", thumbnails.of(item.key()));
                }
                items.accept(item.item());
            }
        }
    }

    private String columns(LegacyTable table, String alias) {
        return table.names().stream().map(name -> ", " + database.bounded(table.column(alias, name)))
                .collect(Collectors.joining());
    }

    // Of each key the first of the first items; SQLite takes the other columns from the row with the minimum.
    private static String twins(LegacyTable first) {
        return "SELECT " + first.column("m", KEY) + " AS twin_key, min(" + first.key("m", ID) + ") AS twin"
                + first.names().stream().map(name -> ", " + first.column("m", name)).collect(Collectors.joining())
                + " FROM " + first.quoted() + " AS m GROUP BY 1";
    }

    /** {@return a query for the first items that are described anew, each with the latest item} */
    private String pairs(LegacyTable first) {
        var latest = schema.items().orElseThrow();
        return "SELECT t.twin AS twin, min(" + latest.key("i", ID) + ") AS item FROM (" + twins(first) + ") AS t JOIN "
                + latest.quoted() + " AS i ON " + latest.column("i", KEY) + " = t.twin_key GROUP BY t.twin";
    }

    private RowsReader thumbnailsOfTwins(LegacyTable latest) throws SQLException {
        var thumbnails = schema.firstThumbnails();
        if (schema.twins().isEmpty() || thumbnails.isEmpty()) {
            return rows(NOTHING, List.of());
        }
        var table = thumbnails.get();
        return rows("SELECT p.item, " + table.key("t", ID) + columns(table, "t") + " FROM " + table.quoted()
                + " AS t JOIN (" + pairs(schema.twins().get()) + ") AS p ON p.twin = " + table.key("t", ITEM)
                + " ORDER BY 1, 2", table.names());
    }

    private RowsReader rows(Optional<LegacyTable> table, String order) throws SQLException {
        return table.isEmpty()
                ? rows(NOTHING, List.of())
                : rows("SELECT " + table.get().key("t", ITEM) + ", " + table.get().key("t", ID)
                        + columns(table.get(), "t") + " FROM " + table.get().quoted() + " AS t ORDER BY 1, "
                        + table.get().column("t", order) + ", 2", table.get().names());
    }

    private RowsReader rows(String sql, List<String> names) throws SQLException {
        return new RowsReader(database.connection(), sql, names);
    }

    private RowsReader episodes() throws SQLException {
        if (schema.seasons().isEmpty() || schema.episodes().isEmpty()) {
            return rows(NOTHING, List.of());
        }
        var table = schema.episodes().get();
        return rows("SELECT p.item, p.season" + columns(table, "e") + " FROM " + table.quoted() + " AS e JOIN ("
                + seasonsOfItems() + ") AS p ON p.season = " + table.key("e", SEASON) + " ORDER BY 1, 2, "
                + table.column("e", "episode_number") + ", " + table.key("e", ID), table.names());
    }

    private String seasonsOfItems() {
        var seasons = schema.seasons().orElseThrow();
        return "SELECT " + seasons.key("s", ID) + " AS season, min(" + seasons.key("s", ITEM) + ") AS item FROM "
                + seasons.quoted() + " AS s WHERE " + seasons.key("s", ITEM) + " IN ("
                + RemainderReader.keys(schema.items())
                + ") GROUP BY 1";
    }

    private RowsReader cast() throws SQLException {
        if (schema.cast().isEmpty() || schema.castMembers().isEmpty()) {
            return rows(NOTHING, List.of());
        }
        var table = schema.cast().get();
        var members = schema.castMembers().get();
        var ofMember = members.names().stream().filter(name -> !name.equals(ID)).toList();
        var names = new ArrayList<>(table.names());
        names.addAll(ofMember);
        return rows("SELECT " + table.key("c", ITEM) + ", p.member" + columns(table, "c")
                + ofMember.stream().map(name -> ", " + database.bounded(members.column("p", name)))
                        .collect(Collectors.joining())
                + " FROM " + table.quoted() + " AS c JOIN (SELECT " + members.key("m", ID) + " AS member"
                + ofMember.stream().map(name -> ", " + members.column("m", name)).collect(Collectors.joining())
                + " FROM " + members.quoted() + " AS m GROUP BY 1) AS p ON p.member = " + table.key("c", MEMBER)
                + " ORDER BY 1, " + table.column("c", "order") + " IS NULL, " + table.column("c", "order") + ", "
                + table.key("c", ID), names);
    }

    @Override
    public void remainders(Consumer<Remainder> remainders) throws SourceException {
        try {
            new RemainderReader(database, schema).read(remainders);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
