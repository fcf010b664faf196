package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads people. */
@Singleton
public class PersonReader {

    /** All of a person. */
    public static final Columns<Person> COLUMNS = new Columns<>(
            "id, name, imdb, tmdb, tvdb, plex, created_at, updated_at, images", PersonReader::read);
    private static final IdQuery BY_ID = IdQuery.of("SELECT " + COLUMNS.names() + " FROM people WHERE id = :id");

    private final Statements statements;

    PersonReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the people of these ids, in no order} */
    public List<Person> findByIds(Collection<Long> ids) {
        return Rows.find(statements, BY_ID, ids, PersonReader::read);
    }

    static List<Picture> pictures(ResultSet row, int column) throws SQLException {
        return JsonList.read(Rows.textOrNull(row, column), Picture.class);
    }

    private static Person read(ResultSet row) throws SQLException {
        var ids = ExternalIds.of(Rows.textOrNull(row, 3), Rows.textOrNull(row, 4), Rows.textOrNull(row, 5),
                Rows.textOrNull(row, 6));
        return new Person(row.getLong(1), Rows.text(row, 2), ids, pictures(row, 9), Rows.instant(row, 7),
                Rows.instant(row, 8));
    }
}
