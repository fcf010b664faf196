package org.reelgraph.verification;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/** Keeps what verifications found, on the writer's connection. */
@Singleton
public class VerificationStore {

    /** The source of items that come from MediaOS. */
    public static final String SOURCE = "mediaos";

    private static final String VALUES = " (" + VerificationReader.NAMES + ")";
    // An item that was deleted meanwhile has no verification.
    private static final String SAVE = "INSERT INTO verifications" + VALUES
            + " SELECT ?, m.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM media_items AS m WHERE m.id = ?"
            + " ON CONFLICT (media_id) DO UPDATE SET title = excluded.title, phase = excluded.phase,"
            + " severity = excluded.severity, checked_at = excluded.checked_at, file = excluded.file,"
            + " job_id = excluded.job_id, issues = excluded.issues, unchecked = excluded.unchecked";
    private static final String INSERT = "INSERT INTO verifications" + VALUES
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM verifications WHERE id" + JsonArray.IN;
    private static final String NAMES = VerificationReader.NAMES.replaceAll("(\\w+)", "v.$1");
    private static final String BY_ID = "SELECT " + NAMES + " FROM verifications AS v WHERE v.id" + JsonArray.IN;
    private static final String RELATED = "SELECT " + NAMES + " FROM verifications AS v WHERE v.id IN ("
            + "SELECT id FROM verifications WHERE id" + JsonArray.IN
            + " UNION SELECT id FROM verifications WHERE media_id" + JsonArray.IN
            + " UNION SELECT id FROM verifications WHERE source_key" + JsonArray.IN + ")";
    // The id of an item that MediaOS knows is its rating key, if no result told it.
    private static final String KNOWN_THERE = "SELECT "
            + NAMES.replace("v.source_key", "coalesce(v.source_key, m.rating_key)")
            + " FROM verifications AS v LEFT JOIN media_items AS m ON m.id = v.media_id AND m.source = '" + SOURCE
            + "' WHERE (v.source_key IS NOT NULL OR m.rating_key IS NOT NULL) AND ";
    private static final String THERE_AFTER = KNOWN_THERE + "v.id > ? ORDER BY v.id LIMIT ?";
    private static final String THERE_BY_ID = KNOWN_THERE + "v.id" + JsonArray.IN;
    private static final String MEDIA = "SELECT kind, rating_key, id FROM media_items WHERE source = '" + SOURCE
            + "' AND rating_key" + JsonArray.IN
            + " UNION ALL SELECT kind, rating_key, media_id FROM further_rating_keys WHERE source = '" + SOURCE
            + "' AND rating_key" + JsonArray.IN;

    private final JdbcOperations operations;

    VerificationStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** An item as MediaOS names it. */
    public record ItemKey(MediaKind kind, String id) {
    }

    private record Place(ItemKey key, long mediaId) {
    }

    /** Keeps what was found of items of the library, in place of what was found before. */
    void saveOfItems(List<Verification> found) {
        Rows.write(operations, SAVE, found, (statement, one) -> {
            statement.setLong(1, one.id());
            bind(statement, 2, one);
            set(statement, 12, one.mediaId());
        });
    }

    /** Adds verifications. */
    public void insert(List<Verification> found) {
        Rows.write(operations, INSERT, found, (statement, one) -> {
            statement.setLong(1, one.id());
            set(statement, 2, one.mediaId());
            bind(statement, 3, one);
        });
    }

    private static void bind(PreparedStatement statement, int from, Verification found) throws SQLException {
        statement.setString(from, found.mediaKind().name());
        statement.setString(from + 1, found.sourceKey());
        statement.setString(from + 2, found.title());
        statement.setString(from + 3, found.phase().name());
        statement.setInt(from + 4, found.severity());
        statement.setLong(from + 5, found.checkedAt().toEpochMilli());
        statement.setString(from + 6, found.file());
        set(statement, from + 7, found.jobId());
        statement.setString(from + 8, JsonList.write(found.issues()));
        statement.setString(from + 9, JsonList.write(found.unchecked()));
    }

    private static void set(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    /** Removes verifications. */
    public void delete(Collection<Long> ids) {
        operations.prepareStatement(DELETE, statement -> {
            statement.setString(1, JsonArray.ofIds(ids));
            return statement.executeUpdate();
        });
    }

    /** {@return those with these ids} */
    public List<Verification> findByIds(Collection<Long> ids) {
        return Rows.read(operations::prepareStatement, BY_ID, JsonArray.ofIds(ids), VerificationReader::read);
    }

    /** {@return those with any of these ids, of any of these items, or with any of these ids in MediaOS} */
    public List<Verification> findRelated(Collection<Long> ids, Collection<Long> mediaIds, Collection<String> keys) {
        return Rows.read(operations::prepareStatement, RELATED,
                List.of(JsonArray.ofIds(ids), JsonArray.ofIds(mediaIds), JsonArray.of(keys)), VerificationReader::read);
    }

    /** {@return those of items that MediaOS knows, with their ids there: those after one, by id} */
    public List<Verification> findThereAfter(long id, int most) {
        return Rows.read(operations::prepareStatement, THERE_AFTER, List.of(id, most), VerificationReader::read);
    }

    /** {@return those with these ids that are of items that MediaOS knows, with their ids there} */
    public List<Verification> findThere(Collection<Long> ids) {
        return Rows.read(operations::prepareStatement, THERE_BY_ID, JsonArray.ofIds(ids), VerificationReader::read);
    }

    /** {@return the items of the library that are those with these ids in MediaOS} */
    public Map<ItemKey, Long> findMedia(Collection<String> keys) {
        var found = new HashMap<ItemKey, Long>();
        var list = JsonArray.of(keys);
        Rows.read(operations::prepareStatement, MEDIA, List.of(list, list),
                row -> new Place(new ItemKey(MediaKind.valueOf(Rows.text(row, 1)), Rows.text(row, 2)), row.getLong(3)))
                .forEach(place -> found.putIfAbsent(place.key, place.mediaId));
        return found;
    }
}
