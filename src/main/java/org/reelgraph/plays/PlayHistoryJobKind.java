package org.reelgraph.plays;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.Counted;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;

/**
 * Reads the play history of a connection's server, the oldest entries first, so that a run that ends early is continued by
 * the next one, from the latest play that is known.
 */
@Singleton
class PlayHistoryJobKind implements JobKind {

    /** The kind's name. */
    static final String NAME = "PLAY_HISTORY";
    /** The prefix of global ids of its jobs. */
    static final String PREFIX = "playhistoryjob";

    // What was still going on is told anew, and the server's days may be those of another zone.
    private static final Duration ONCE_MORE = Duration.ofDays(2);

    private final SyncedConnections connections;
    private final Requests.Factory requests;
    private final PlayHistory history;
    private final Map<String, HistoryServer> servers = new HashMap<>();

    PlayHistoryJobKind(SyncedConnections connections, Requests.Factory requests, PlayHistory history,
            List<HistoryServer> servers) {
        this.connections = connections;
        this.requests = requests;
        this.history = history;
        servers.forEach(server -> this.servers.put(server.kind(), server));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "PlayHistoryJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        var connection = connection(PlayHistoryInput.of(input));
        if (connection.isEmpty()) {
            return List.of(UserError.of(UserErrorCode.NOT_FOUND).at(PlayHistoryInput.CONNECTION)
                    .saying("There is no connection with this id."));
        }
        return servers.containsKey(connection.get().kind())
                ? List.of()
                : List.of(UserError.of(UserErrorCode.INVALID).at(PlayHistoryInput.CONNECTION)
                        .saying("No play history is read from " + connections.kind(connection.get()).product()
                                + " itself. Tautulli keeps one."));
    }

    private Optional<ConnectedServer> connection(PlayHistoryInput input) {
        return input.connectionId().flatMap(connections::find);
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        var wanted = PlayHistoryInput.of(input);
        return Optional.of(NAME + " " + wanted.connection() + (wanted.full() ? " FULL" : ""));
    }

    @Override
    public JobEnd run(JobRun run) {
        var input = PlayHistoryInput.of(run.input());
        var connection = connection(input);
        if (connection.isEmpty()) {
            return JobEnd.failed("The connection was deleted.");
        }
        try {
            return new Reading(run, connection.get()).run(input.full());
        } catch (ServerException e) {
            return JobEnd.failed(e.reason());
        } catch (JobStopped e) {
            return run.stopped();
        }
    }

    /** One run. */
    private final class Reading {

        private final JobRun run;
        private final ConnectedServer connection;
        private final String source;
        private final HistoryServer server;
        private final Requests asking;
        private int others;
        private int unreadable;

        Reading(JobRun run, ConnectedServer connection) throws ServerException {
            this.run = run;
            this.connection = connection;
            this.source = connection.source();
            this.server = Objects.requireNonNull(servers.get(connection.kind()), connection.kind());
            this.asking = requests.to(connections.address(connection), run::isStopping);
        }

        JobEnd run(boolean full) throws ServerException {
            connections.state(connection, asking);
            var since = full
                    ? Optional.<LocalDate>empty()
                    : history.latest(source)
                            .map(latest -> LocalDate.ofInstant(latest.minus(ONCE_MORE), ZoneOffset.UTC));
            var read = 0;
            HistoryServer.Page page;
            do {
                if (run.isStopping()) {
                    return run.stopped();
                }
                page = server.read(asking, since, read);
                read += page.size();
                keep(page, read);
            } while (page.remaining() > 0);
            history.link(source);
            return end();
        }

        private void keep(HistoryServer.Page page, int read) {
            others += page.others();
            unreadable += page.problems().size();
            page.problems().forEach(problem -> run.log(LogLevel.WARNING, problem));
            history.add(source, page.plays(),
                    () -> run.save(null, new Progress(read, read + (long) page.remaining(), "plays", null)));
        }

        private JobEnd end() {
            if (others > 0) {
                run.log(LogLevel.INFO,
                        "Left out, as neither of a movie nor of an episode: " + Counted.of(others, "play") + ".");
            }
            return unreadable == 0
                    ? JobEnd.succeeded()
                    : JobEnd.withErrors(Counted.of(unreadable, "play")
                            + " couldn't be read. The log names which.");
        }
    }
}
