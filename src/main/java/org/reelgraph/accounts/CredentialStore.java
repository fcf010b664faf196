package org.reelgraph.accounts;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.sql.Rows;

/**
 * Reads on the writer's connection whether sessions and API keys are still valid. Each mutation does, so rows are read
 * by hand.
 */
@Singleton
public class CredentialStore {

    private static final String SESSION = "SELECT users.role, users.role, NULL FROM sessions"
            + " JOIN users ON users.id = sessions.user_id"
            + " WHERE sessions.id = ? AND sessions.revoked_at IS NULL AND users.status = 'ACTIVE'";
    private static final String KEY = "SELECT api_keys.role, users.role, api_keys.expires_at FROM api_keys"
            + " JOIN users ON users.id = api_keys.user_id"
            + " WHERE api_keys.id = ? AND api_keys.revoked_at IS NULL AND users.status = 'ACTIVE'";

    private final JdbcOperations operations;

    CredentialStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return a session that has not ended, of a user who can sign in} */
    public Optional<CredentialState> findSession(long id) {
        return find(SESSION, id);
    }

    /** {@return a key that isn't revoked, of a user who can sign in} */
    public Optional<CredentialState> findKey(long id) {
        return find(KEY, id);
    }

    private Optional<CredentialState> find(String sql, long id) {
        return Rows.read(operations::prepareStatement, sql, List.of(id), CredentialStore::read).stream().findFirst();
    }

    private static CredentialState read(ResultSet row) throws SQLException {
        var expiresAt = row.getLong(3);
        var isEndless = row.wasNull();
        return new CredentialState(Role.valueOf(Rows.text(row, 1)), Role.valueOf(Rows.text(row, 2)),
                isEndless ? null : (Long) expiresAt);
    }
}
