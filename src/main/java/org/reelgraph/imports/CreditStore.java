package org.reelgraph.imports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;

/** Credits as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CreditStore extends GenericRepository<Credit, Long> {

    /** {@return the credits of these items and episodes by owner, role and position} */
    @Query("SELECT * FROM credits WHERE owner_id IN (SELECT value FROM json_each(:ownerIds))"
            + " ORDER BY owner_id, role, position")
    List<Credit> findByOwner(String ownerIds);

    /** Removes the credits of one role of these items and episodes. */
    @Query("DELETE FROM credits WHERE owner_id IN (SELECT value FROM json_each(:ownerIds)) AND role = :role")
    void deleteByOwner(String ownerIds, CreditRole role);

    /** Adds credits. */
    @Query("INSERT INTO credits (owner_id, role, position, person_id, character, department, job)"
            + " VALUES (:ownerId, :role, :position, :personId, :character, :department, :job)")
    void insert(List<Credit> credits);
}
