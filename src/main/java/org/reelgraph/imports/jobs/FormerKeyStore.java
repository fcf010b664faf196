package org.reelgraph.imports.jobs;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/**
 * The rating keys that items had before an unfinished import gave them to others, on the writer's connection. If the
 * import goes on in another program, it tells what it changes as if it had never been interrupted.
 */
@Singleton
class FormerKeyStore {

    private static final String INSERT = "INSERT INTO import_former_keys (job_id, media_id, rating_keys)"
            + " VALUES (?, ?, ?)";
    private static final String FIND = "SELECT media_id, rating_keys FROM import_former_keys WHERE job_id = ?";
    private static final String DELETE = "DELETE FROM import_former_keys WHERE job_id = ?";

    private final JdbcOperations operations;

    FormerKeyStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds the former keys of items by the items' ids. */
    void add(long jobId, Map<Long, List<String>> keys) {
        if (!keys.isEmpty()) {
            Rows.write(operations, INSERT, List.copyOf(keys.entrySet()), (statement, item) -> {
                statement.setLong(1, jobId);
                statement.setLong(2, item.getKey());
                statement.setString(3, JsonList.write(item.getValue()));
            });
        }
    }

    /** {@return the former keys of items by the items' ids} */
    Map<Long, List<String>> find(long jobId) {
        return Rows.read(operations::prepareStatement, FIND, List.of(jobId),
                row -> Map.entry(row.getLong(1), JsonList.read(Rows.textOrNull(row, 2), String.class))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Forgets those of an import that has ended. */
    void delete(long jobId) {
        Rows.write(operations, DELETE, List.of(jobId), (statement, id) -> statement.setLong(1, id));
    }
}
