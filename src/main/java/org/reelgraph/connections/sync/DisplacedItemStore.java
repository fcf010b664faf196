package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/**
 * Items whose last rating key passed to another item, so that no list can tell any more whether they are there; on the
 * writer's connection.
 */
@Singleton
class DisplacedItemStore {

    private static final String FIND_NEW = """
                                           SELECT m.id, s.rating_key FROM media_items m
                                             JOIN synced_items s ON s.section_id = ? AND s.rating_key""" + JsonArray.IN
            + " WHERE m.source = ? AND m.kind = ? AND m.rating_key IS NULL AND m.id" + JsonArray.IN;
    private static final String ADD = "INSERT INTO displaced_items (section_id, media_id, rating_key, job_id)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (section_id, media_id) DO NOTHING";
    private static final String FIND = """
                                       SELECT d.section_id, d.media_id, d.rating_key, d.job_id, m.title, o.title
                                         FROM displaced_items d JOIN media_items m ON m.id = d.media_id AND m.rating_key IS NULL
                                         LEFT JOIN media_items o ON o.rating_key = d.rating_key AND o.source = m.source AND o.kind = m.kind
                                         WHERE d.section_id = ? ORDER BY d.media_id""";
    private static final String FORGET = """
                                         DELETE FROM displaced_items WHERE section_id = ? AND NOT EXISTS (
                                           SELECT 1 FROM media_items m WHERE m.id = displaced_items.media_id AND m.rating_key IS NULL)""";

    /**
     * An item without a rating key.
     *
     * @param section    the id of the section that it was in
     * @param ratingKey  the key that it had
     * @param job        that found it first
     * @param keyHolder  the title of the item that has the key now; empty if none does
     */
    record Displaced(long section, long media, String ratingKey, long job, String title, Optional<String> keyHolder) {
    }

    /** An item and a key that a section knew. */
    record Known(long media, String ratingKey) {
    }

    private final JdbcOperations operations;

    DisplacedItemStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return which of these items have no rating key, with each of these keys that the section had when it was read last} */
    List<Known> findWithoutKey(SyncSection section, String source, Collection<Long> media, Collection<String> keys) {
        return Rows.read(operations::prepareStatement, FIND_NEW, List.of(sectionId(section), JsonArray.of(keys), source,
                section.mediaKind().name(), JsonArray.ofIds(media)),
                row -> new Known(row.getLong(1), Rows.text(row, 2)));
    }

    /** Adds items of a section, unless they are known. */
    void add(SyncSection section, List<Known> items) {
        Rows.write(operations, ADD, items, (statement, item) -> {
            statement.setLong(1, sectionId(section));
            statement.setLong(2, item.media());
            statement.setString(3, item.ratingKey());
            statement.setLong(4, section.jobId());
        });
    }

    /** {@return the items of a section that still have no key} */
    List<Displaced> find(SyncSection section) {
        return Rows.read(operations::prepareStatement, FIND, List.of(sectionId(section)),
                row -> new Displaced(row.getLong(1), row.getLong(2), Rows.text(row, 3), row.getLong(4),
                        Rows.text(row, 5), Optional.ofNullable(Rows.textOrNull(row, 6))));
    }

    /** Forgets the items of a section that have a key again, or are gone. */
    void forgetSettled(SyncSection section) {
        Rows.write(operations, FORGET, List.of(section), (statement, each) -> statement.setLong(1, sectionId(each)));
    }

    // A section that went with its connection has none.
    private static long sectionId(SyncSection section) {
        return section.sectionId() == null ? 0 : section.sectionId();
    }
}
