package org.reelgraph.catalog;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;

/** Reads credits with their people, in one statement and mapped by hand: no other relation has so many rows. */
@Singleton
public class CreditReader {

    private static final String OF_OWNERS = " FROM credits c JOIN people p ON p.id = c.person_id"
            + " WHERE c.owner_id = :id AND c.role = ? AND c.position <= ? ORDER BY c.owner_id, c.position";
    private static final String COLUMNS = "SELECT c.owner_id, c.position, c.person_id, c.character, p.name";
    private static final IdQuery IN_BRIEF = IdQuery.of(COLUMNS + OF_OWNERS);
    private static final IdQuery IN_FULL = IdQuery.of(COLUMNS
            + ", c.department, c.job, p.imdb, p.tmdb, p.tvdb, p.plex, p.created_at, p.updated_at" + OF_OWNERS);

    private final JdbcOperations operations;

    CreditReader(JdbcOperations operations) {
        this.operations = operations;
    }

    /**
     * {@return the credits of these media items and episodes by owner and position}
     *
     * @param first how many of each owner at most
     * @param brief whether departments, jobs and all of the people but their names are left out
     */
    @Connectable(readOnly = true)
    public List<PersonCredit> findByOwner(Collection<Long> ownerIds, CreditRole role, int first, boolean brief) {
        return Rows.find(operations, brief ? IN_BRIEF : IN_FULL, ownerIds, (statement, ids) -> {
            statement.setString(2, role.name());
            statement.setInt(3, first);
        }, row -> brief ? readBrief(row, role) : read(row, role));
    }

    private static PersonCredit readBrief(ResultSet row, CreditRole role) throws SQLException {
        var personId = row.getLong(3);
        return new PersonCredit(
                new Credit(row.getLong(1), role, row.getInt(2), personId, Rows.text(row, 4), null, null),
                new Person(personId, Rows.text(row, 5), null, null, null, null, null, null));
    }

    private static PersonCredit read(ResultSet row, CreditRole role) throws SQLException {
        var department = Rows.text(row, 6);
        var credit = new Credit(row.getLong(1), role, row.getInt(2), row.getLong(3), Rows.text(row, 4),
                department == null ? null : CrewDepartment.valueOf(department), Rows.text(row, 7));
        var person = new Person(credit.personId(), Rows.text(row, 5), Rows.text(row, 8), Rows.text(row, 9),
                Rows.text(row, 10), Rows.text(row, 11), Rows.instant(row, 12), Rows.instant(row, 13));
        return new PersonCredit(credit, person);
    }
}
