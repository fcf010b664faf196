package org.reelgraph.accounts;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads which of many sessions and API keys are open, of users who can sign in. */
@Singleton
public class OpenCredentialReader {

    private static final String SESSIONS = "SELECT sessions.id, users.role, users.role, sessions.expires_at"
            + " FROM sessions JOIN users ON users.id = sessions.user_id"
            + " WHERE sessions.revoked_at IS NULL AND users.status = 'ACTIVE' AND sessions.id" + JsonArray.IN;
    private static final String KEYS = "SELECT api_keys.id, api_keys.role, users.role, api_keys.expires_at"
            + " FROM api_keys JOIN users ON users.id = api_keys.user_id"
            + " WHERE api_keys.revoked_at IS NULL AND users.status = 'ACTIVE' AND api_keys.id" + JsonArray.IN;

    private record Row(long id, Role role, long expiresAt) {
    }

    private final Statements statements;

    OpenCredentialReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the roles of those of these sessions that are open, by id} */
    public Map<Long, Role> findSessions(Collection<Long> ids, long now) {
        return find(SESSIONS, ids, now);
    }

    /** {@return the roles of those of these keys that are open, by id} */
    public Map<Long, Role> findKeys(Collection<Long> ids, long now) {
        return find(KEYS, ids, now);
    }

    private Map<Long, Role> find(String sql, Collection<Long> ids, long now) {
        return ids.isEmpty()
                ? Map.of()
                : Rows.read(statements, sql, JsonArray.ofIds(ids), OpenCredentialReader::read).stream()
                        .filter(row -> now < row.expiresAt()).collect(Collectors.toMap(Row::id, Row::role));
    }

    private static Row read(ResultSet row) throws SQLException {
        var role = Role.valueOf(Rows.text(row, 2)).lowerOf(Role.valueOf(Rows.text(row, 3)));
        var expiresAt = row.getLong(4);
        var isEndless = row.wasNull();
        return new Row(row.getLong(1), role, isEndless ? Long.MAX_VALUE : expiresAt);
    }
}
