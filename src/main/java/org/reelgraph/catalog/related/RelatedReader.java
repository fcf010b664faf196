package org.reelgraph.catalog.related;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.catalog.Credit;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads which people media have in common. */
@Singleton
class RelatedReader {

    private static final IdQuery FIND_PEOPLE = IdQuery.of(
            """
            SELECT c.owner_id, c.person_id, min(p.name), min(c.position) FROM credits AS c JOIN people AS p ON p.id = c.person_id
            WHERE c.owner_id = :id AND c.position <= ? GROUP BY c.owner_id, c.person_id""");
    // Checks for media, because episodes have far more credits.
    private static final String FIND_MEDIA = "SELECT DISTINCT person_id, owner_id FROM credits"
            + " WHERE person_id" + JsonArray.IN + " AND EXISTS (SELECT 1 FROM media_items WHERE id = owner_id)";

    /** A person credited in an item, with the best position there. */
    record Credited(long mediaId, long personId, String name, int position) {
    }

    /** An item that a person is credited in. */
    record Work(long personId, long mediaId) {
    }

    private final Statements statements;

    RelatedReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the people credited in these items themselves, among the first of the cast or crew} */
    List<Credited> findPeople(Collection<Long> mediaIds, int first) {
        return Rows.find(statements, FIND_PEOPLE, mediaIds, (statement, ids) -> statement.setInt(2, first),
                row -> new Credited(row.getLong(1), row.getLong(2), Rows.text(row, 3), row.getInt(4)));
    }

    /** {@return the items themselves, not their episodes, that these people are credited in} */
    List<Work> findMedia(Collection<Long> personIds) {
        return Rows.read(statements, FIND_MEDIA, JsonArray.ofIds(personIds),
                row -> new Work(row.getLong(1), row.getLong(2)));
    }
}
