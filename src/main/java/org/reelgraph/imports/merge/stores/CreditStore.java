package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

import static java.util.stream.Collectors.toMap;

/** Access to credits on the writer's connection. */
@SqlRepository("writer")
public abstract class CreditStore implements GenericRepository<Credit, Long> {

    private static final String FIND = "SELECT owner_id, role, position, person_id, character, department, job"
            + " FROM credits WHERE owner_id" + JsonArray.IN
            + " ORDER BY owner_id, role, position";
    private static final String INSERT = """
                                         INSERT INTO credits (owner_id, role, position, person_id, character, department, job, person_name)
                                         VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String NAMES = "SELECT id, name FROM people WHERE id" + JsonArray.IN;

    private record PersonName(long id, String name) {
    }

    private final JdbcOperations operations;

    CreditStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the credits of these items and episodes by owner, role and position} */
    public List<Credit> findByOwner(String ownerIds) {
        return Rows.read(operations::prepareStatement, FIND, ownerIds, CreditStore::read);
    }

    /** Removes the credits of one role from these items and episodes. */
    @Query("DELETE FROM credits WHERE owner_id" + JsonArray.IN_EACH + ":ownerIds" + JsonArray.END + " AND role = :role")
    public abstract void deleteByOwner(String ownerIds, CreditRole role);

    /** Adds credits. */
    public void insert(List<Credit> credits) {
        var names = names(credits.stream().map(Credit::personId).distinct().toList());
        Rows.write(operations, INSERT, credits, (statement, credit) -> {
            statement.setLong(1, credit.ownerId());
            Rows.set(statement, 2, credit.role());
            statement.setInt(3, credit.position());
            statement.setLong(4, credit.personId());
            statement.setString(5, credit.character());
            Rows.set(statement, 6, credit.department());
            statement.setString(7, credit.job());
            statement.setString(8, names.get(credit.personId()));
        });
    }

    // PostgreSQL would plan a subquery for each of the rows.
    private Map<Long, String> names(List<Long> people) {
        return Rows.read(operations::prepareStatement, NAMES, JsonArray.ofIds(people),
                row -> new PersonName(row.getLong(1), Rows.text(row, 2))).stream()
                .collect(toMap(PersonName::id, PersonName::name));
    }

    private static Credit read(ResultSet row) throws SQLException {
        var role = CreditRole.valueOf(Rows.text(row, 2));
        return new Credit(row.getLong(1), role, row.getInt(3), row.getLong(4), Rows.textOrNull(row, 5),
                role == CreditRole.CREW ? department(Rows.textOrNull(row, 6)) : null, Rows.textOrNull(row, 7));
    }

    private static @Nullable CrewDepartment department(@Nullable String name) {
        return name == null ? null : CrewDepartment.valueOf(name);
    }
}
