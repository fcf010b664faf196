package org.reelgraph.catalog;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads credits with their people, in one statement and mapped by hand: no other relation has so many rows. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class CreditRepository implements GenericRepository<Credit, Long> {

    private static final String BY_OWNER = """
                                           SELECT c.owner_id, c.role, c.position, c.person_id, c.character, c.department, c.job,
                                                  p.name, p.imdb, p.tmdb, p.tvdb, p.plex, p.created_at, p.updated_at
                                           FROM credits c JOIN people p ON p.id = c.person_id
                                           WHERE c.owner_id IN (SELECT value FROM json_each(?)) AND c.role = ? AND c.position <= ?
                                           ORDER BY c.owner_id, c.position""";

    private final JdbcOperations operations;

    CreditRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /**
     * {@return the credits of these media items and episodes by owner and position}
     *
     * @param ownerIds a JSON array
     * @param first    how many of each owner at most
     */
    @Connectable(readOnly = true)
    public List<PersonCredit> findByOwner(String ownerIds, CreditRole role, int first) {
        return operations.prepareStatement(BY_OWNER, statement -> {
            statement.setString(1, ownerIds);
            statement.setString(2, role.name());
            statement.setInt(3, first);
            try (var rows = statement.executeQuery()) {
                var credits = new ArrayList<PersonCredit>();
                while (rows.next()) {
                    credits.add(read(rows));
                }
                return credits;
            }
        });
    }

    private static PersonCredit read(ResultSet row) throws SQLException {
        var department = row.getString(6);
        var credit = new Credit(row.getLong(1), CreditRole.valueOf(row.getString(2)), row.getInt(3), row.getLong(4),
                row.getString(5), department == null ? null : CrewDepartment.valueOf(department), row.getString(7));
        var person = new Person(credit.personId(), row.getString(8), row.getString(9), row.getString(10),
                row.getString(11), row.getString(12), Instant.ofEpochMilli(row.getLong(13)),
                Instant.ofEpochMilli(row.getLong(14)));
        return new PersonCredit(credit, person);
    }
}
