package org.reelgraph.imports.undo.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.storage.tables.Table;

/**
 * The tables that the library consists of.
 *
 * @param attachments the tables whose rows belong to a row of another
 */
record LibrarySchema(Table media, Table seasons, Table episodes, Table people, List<Attachment> attachments) {

    static final String CREDITS = "credits";
    static final String IMAGES = "images";
    static final String TAGS = "media_tags";
    static final String RATING_KEYS = "further_rating_keys";
    static final String SOURCE_IDS = "source_ids";
    static final String SEEN = "media_seen";
    static final String TOTALS = "series_totals";

    private static final String OWNER = "owner_id";
    private static final Set<String> OF_IMPORTS = Set.of(CREDITS, IMAGES, TAGS, RATING_KEYS, SOURCE_IDS, SEEN);
    // Ids are unique across tables, so their owners are no foreign keys.
    private static final Map<String, List<String>> WITH_ANY_OWNER = Map.of(CREDITS, List.of(OWNER), IMAGES,
            List.of(OWNER));

    /**
     * A table whose rows belong to a row of another and go when that goes.
     *
     * @param owners the columns with the ids of the rows that a row belongs to
     */
    record Attachment(Table table, List<String> owners) {

        String name() {
            return table.name();
        }

        /** {@return whether imports write it; what is in others was attached by somebody else} */
        boolean isOfImports() {
            return OF_IMPORTS.contains(table.name());
        }
    }

    /** {@return the tables, as a database describes them} */
    static LibrarySchema of(Connection database, List<String> names) throws SQLException {
        var media = Table.of(database, "media_items");
        var seasons = Table.of(database, "seasons");
        var episodes = Table.of(database, "episodes");
        var people = Table.of(database, "people");
        var owners = Stream.of(media, seasons, episodes, people).map(Table::name).toList();
        var attachments = new ArrayList<Attachment>();
        for (var name : names) {
            // Triggers keep the totals, whatever writes.
            if (!owners.contains(name) && !name.equals(TOTALS)) {
                var columns = WITH_ANY_OWNER.getOrDefault(name, Table.references(database, name).entrySet().stream()
                        .filter(reference -> owners.contains(reference.getValue())).map(Map.Entry::getKey).toList());
                if (!columns.isEmpty()) {
                    attachments.add(new Attachment(Table.of(database, name), columns));
                }
            }
        }
        return new LibrarySchema(media, seasons, episodes, people, List.copyOf(attachments));
    }

    /** {@return all tables by name} */
    Stream<Table> tables() {
        return Stream.concat(Stream.of(media, seasons, episodes, people),
                attachments.stream().map(Attachment::table));
    }
}
