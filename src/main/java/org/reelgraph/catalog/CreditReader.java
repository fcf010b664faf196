package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/**
 * Reads credits with their people, in one statement and mapped by hand: no other relation has so many rows. In brief,
 * the people aren't read: the credit has the name.
 */
@Singleton
public class CreditReader {

    private static final IdQuery IN_BRIEF = ofOwners("c.owner_id, c.position, c.person_id, c.character,"
            + " coalesce(c.person_name, (SELECT p.name FROM people p WHERE p.id = c.person_id))", "credits c");
    private static final IdQuery IN_FULL = ofOwners("c.owner_id, c.position, c.person_id, c.character, p.name,"
            + " c.department, c.job, p.imdb, p.tmdb, p.tvdb, p.plex, p.created_at, p.updated_at, p.images",
            "credits c JOIN people p ON p.id = c.person_id");

    private final Statements statements;

    CreditReader(Statements statements) {
        this.statements = statements;
    }

    /**
     * {@return the credits of these media items and episodes by position, those of an owner together}
     *
     * @param first how many of each owner at most
     */
    public List<PersonCredit> findByOwner(Collection<Long> ownerIds, CreditRole role, int first) {
        return find(IN_FULL, ownerIds, role, first, CreditReader::read);
    }

    /**
     * {@return the cast of these media items and episodes by position, those of an owner together, with the
     * people in brief}
     *
     * @param first how many of each owner at most
     */
    public List<PersonCredit> findCastInBrief(Collection<Long> ownerIds, int first) {
        return find(IN_BRIEF, ownerIds, CreditRole.CAST, first, CreditReader::readBrief);
    }

    private static IdQuery ofOwners(String columns, String tables) {
        return IdQuery.oneByOne(columns, tables, "c.owner_id = :id AND c.role = ? AND c.position <= ?", "c.position");
    }

    private List<PersonCredit> find(IdQuery query, Collection<Long> ownerIds, CreditRole role, int first,
            Rows.Reader<PersonCredit> reader) {
        return Rows.find(statements, query, ownerIds, (statement, ids) -> {
            statement.setString(2, role.name());
            statement.setInt(3, first);
        }, reader);
    }

    private static PersonCredit readBrief(ResultSet row) throws SQLException {
        return PersonCredit.inCast(row.getLong(1), row.getInt(2), Utf8Text.ofNullable(row.getBytes(4)),
                new PersonCard.Brief(row.getLong(3), new Utf8Text(row.getBytes(5))));
    }

    private static PersonCredit read(ResultSet row) throws SQLException {
        var department = Rows.textOrNull(row, 6);
        var ids = ExternalIds.of(Rows.textOrNull(row, 8), Rows.textOrNull(row, 9), Rows.textOrNull(row, 10),
                Rows.textOrNull(row, 11));
        var person = new Person(row.getLong(3), Rows.text(row, 5), ids, PersonReader.pictures(row, 14),
                Rows.instant(row, 12), Rows.instant(row, 13));
        return new PersonCredit(row.getLong(1), row.getInt(2), Rows.textOrNull(row, 4),
                department == null ? null : CrewDepartment.valueOf(department), Rows.textOrNull(row, 7), person);
    }
}
