package org.reelgraph.mediaos.mirror;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.StatementRunner;
import org.reelgraph.storage.sql.Statements;

/** How files were written, and which versions there are of what they are made of. */
@Singleton
public class MirrorStore {

    // The library has no version of its own, since its changes are counted already.
    private static final String VERSIONS = "SELECT name, version FROM mediaos_versions"
            + " UNION ALL SELECT 'media_items', last FROM change_places";
    private static final String ALL = "SELECT file, version, digest, next_digest, written_at, owed_secrets, checked_at,"
            + " differences, folder FROM mediaos_mirror";
    private static final String IN_FOLDER = ALL + " WHERE folder = ?";
    private static final String SAVE = "INSERT INTO mediaos_mirror (folder, version, digest, next_digest, written_at,"
            + " owed_secrets, checked_at, differences, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (file) DO UPDATE SET folder = excluded.folder, version = excluded.version,"
            + " digest = excluded.digest, next_digest = excluded.next_digest, written_at = excluded.written_at,"
            + " owed_secrets = excluded.owed_secrets, checked_at = excluded.checked_at,"
            + " differences = excluded.differences";

    private final JdbcOperations writer;
    private final Statements statements;

    MirrorStore(@Named("writer") JdbcOperations writer, Statements statements) {
        this.writer = writer;
        this.statements = statements;
    }

    /** {@return the versions by name, without the writer's transaction} */
    public Map<String, Long> seenVersions() {
        return versions(statements);
    }

    /** {@return the versions by name, in the writer's transaction} */
    public Map<String, Long> versions() {
        return versions(writer::prepareStatement);
    }

    private static Map<String, Long> versions(StatementRunner runner) {
        var versions = new HashMap<String, Long>();
        Rows.read(runner, VERSIONS, List.of(), row -> versions.put(Rows.text(row, 1), row.getLong(2)));
        return versions;
    }

    /** {@return how files were written to a folder, without the writer's transaction} */
    public List<MirrorState> seenStates(String folder) {
        return Rows.read(statements, IN_FOLDER, folder, MirrorStore::read);
    }

    /** {@return how a file was written to a folder, in the writer's transaction} */
    public MirrorState find(String file, String folder) {
        return Rows
                .read(writer::prepareStatement, IN_FOLDER + " AND file = ?", List.of(folder, file), MirrorStore::read)
                .stream().findFirst().orElseGet(() -> MirrorState.none(file));
    }

    /** A state and its folder. */
    record Placed(String folder, MirrorState state) {
    }

    /** {@return how files were written, to whichever folder, in the writer's transaction} */
    List<Placed> findAll() {
        return Rows.read(writer::prepareStatement, ALL, List.of(), row -> new Placed(Rows.text(row, 9), read(row)));
    }

    void deleteAll() {
        writer.prepareStatement("DELETE FROM mediaos_mirror", PreparedStatement::executeUpdate);
    }

    /** Stores how a file was written to a folder. */
    public void save(MirrorState state, String folder) {
        Rows.write(writer, SAVE, List.of(state), (statement, row) -> {
            statement.setString(1, folder);
            bind(statement, row);
        });
    }

    private static void bind(PreparedStatement statement, MirrorState row) throws SQLException {
        statement.setString(2, row.version());
        statement.setString(3, row.digest().orElse(null));
        statement.setString(4, row.nextDigest().orElse(null));
        Rows.set(statement, 5, row.writtenAt().orElse(null));
        statement.setString(6, JsonList.write(row.owedSecrets()));
        Rows.set(statement, 7, row.checkedAt().orElse(null));
        Rows.set(statement, 8, row.differences().orElse(null));
        statement.setString(9, row.file());
    }

    private static MirrorState read(ResultSet row) throws SQLException {
        return new MirrorState(Rows.text(row, 1), Rows.text(row, 2), Optional.ofNullable(Rows.textOrNull(row, 3)),
                Optional.ofNullable(Rows.textOrNull(row, 4)), Optional.ofNullable(Rows.instantOrNull(row, 5)),
                JsonList.read(Rows.textOrNull(row, 6), String.class), Optional.ofNullable(Rows.instantOrNull(row, 7)),
                Optional.ofNullable(Rows.integer(row, 8)));
    }
}
