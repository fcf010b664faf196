package org.reelgraph.testing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Records the SQL of every statement that reaches a database connection. Left out are statements that don't depend on
 * the request: the lookup of the caller, which is repeated whenever the database has changed, what follows an import,
 * what earlier mutations put off, and scheduled tasks.
 */
@Singleton
@Requires(property = "test.count-statements", notEquals = "false")
public class StatementCounter implements BeanCreatedEventListener<DataSource>, Ordered {

    private static final String WHO_ASKS = "SELECT sessions.id AS session_id";
    // What the import queue does after a job has ended, which may be at any time.
    private static final Pattern AFTER_AN_IMPORT = Pattern
            .compile("VALUES \\('merge'|total_changes|GROUP BY segid|scheduled_tasks|jobs WHERE job_group");

    private static final String BACKLOG = "org.reelgraph.storage.Backlog";
    private static final String BY_THE_CLOCK = "scheduled-executor";

    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean counts;

    /** After the migrations, but before the framework's own wrapping. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return ProxyDataSourceBuilder.create(event.getBean())
                .afterQuery((execution, queries) -> {
                    if (!counts || Thread.currentThread().getName().startsWith(BY_THE_CLOCK) || isOfBacklog()
                            || queries.stream().anyMatch(query -> query.getQuery().startsWith(WHO_ASKS)
                                    || AFTER_AN_IMPORT.matcher(query.getQuery()).find())) {
                        return;
                    }
                    queries.forEach(query -> statements.add(query.getQuery()));
                    threads.add(Thread.currentThread().getName());
                    connections.add(execution.getConnectionId());
                }).build();
    }

    private static boolean isOfBacklog() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(BACKLOG)));
    }

    /** Counts from now on. */
    public void reset() {
        statements.clear();
        threads.clear();
        connections.clear();
        counts = true;
    }

    /** {@return the statements since the last reset} */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** {@return the names of the threads that ran them} */
    public Set<String> threads() {
        return Set.copyOf(threads);
    }

    /** {@return the ids of the connections they used} */
    public Set<String> connections() {
        return Set.copyOf(connections);
    }
}
