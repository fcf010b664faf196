package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.LibrarySection;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.connections.sync.Requests.Stopped;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LogLevel;

/** Reads what a job is asked to synchronise, and keeps what the server answers. */
@Singleton
class LibraryReading {

    private final SyncedConnections connections;
    private final SyncedServers servers;
    private final SyncStores stores;
    private final Requests.Factory requests;
    private final SyncSettings settings;

    LibraryReading(SyncedConnections connections, SyncedServers servers, SyncStores stores, Requests.Factory requests,
            SyncSettings settings) {
        this.connections = connections;
        this.servers = servers;
        this.stores = stores;
        this.requests = requests;
        this.settings = settings;
    }

    /** {@return how the job ends already; empty if there is something to import, or to find missing} */
    Optional<JobEnd> read(JobRun run, SyncJob job) {
        var before = stores.write(() -> stores.sections().find(job.id()));
        if (!before.isEmpty() && before.stream().allMatch(SyncSection::isDone)) {
            return Optional.empty();
        }
        var connection = Optional.ofNullable(job.connectionId()).flatMap(connections::find);
        if (connection.isEmpty()) {
            return Optional.of(JobEnd.failed("The connection was deleted."));
        }
        try {
            var address = connections.address(connection.get());
            return read(run, job, connection.get(), requests.to(address, run::isStopping), before);
        } catch (ServerException e) {
            return Optional.of(JobEnd.failed(e.reason()));
        } catch (Stopped e) {
            var end = run.stopped();
            return Optional.of(end.state() == JobState.CANCELLED
                    ? new JobEnd(JobState.CANCELLED, "It was cancelled. Nothing was imported.")
                    : end);
        }
    }

    private Optional<JobEnd> read(JobRun run, SyncJob job, ConnectedServer connection, Requests requests,
            List<SyncSection> before) throws ServerException {
        var sections = before.isEmpty() ? begin(run, job, connection, requests) : before;
        if (sections.isEmpty()) {
            return Optional.of(JobEnd.failed("No section of its library is enabled."));
        }
        var keys = connections.sections(connection.id()).stream()
                .collect(Collectors.toMap(LibrarySection::id, LibrarySection::sectionKey));
        var server = servers.of(connection).orElseThrow();
        var target = new SectionReading.Target(server, connection.source(), job.mode());
        var report = new SyncReport(run, stores, job, requests, sections);
        try (var reading = new SectionReading(target, requests, stores, report, run, settings)) {
            for (var section : sections) {
                if (!section.isDone()) {
                    tell(run, reading.read(section, keyOf(section, keys)));
                }
            }
        }
        return Optional.empty();
    }

    private static String keyOf(SyncSection section, Map<Long, String> keys) {
        var id = Objects.requireNonNull(section.sectionId(), "Its connection is there.");
        return Objects.requireNonNull(keys.get(id), "Sections go with their connection only.");
    }

    private static void tell(JobRun run, SyncSection section) {
        run.log(section.problem() == null ? LogLevel.INFO : LogLevel.WARNING,
                section.name() + ": " + section.listed() + " items, of which " + section.read() + " were read and "
                        + section.unchanged() + " had not changed."
                        + (section.problem() == null ? "" : " " + section.problem()));
    }

    private List<SyncSection> begin(JobRun run, SyncJob job, ConnectedServer connection, Requests requests)
            throws ServerException {
        var kind = connections.kind(connection);
        ServerState state = requests.send((ServerAddress address) -> kind.state(address));
        var wanted = wanted(run);
        var skipped = new ArrayList<LibrarySection>();
        var sections = stores.write(() -> {
            skipped.clear();
            var found = new ArrayList<SyncSection>();
            for (var section : connections.keep(connection.id(), state.sections())) {
                if (section.mediaKind() == null || !section.available()) {
                    skipped.add(section);
                } else if (wanted.isEmpty() ? section.enabled() : wanted.contains(section.id())) {
                    found.add(new SyncSection(job.id(), found.size(), section.id(), section.name(),
                            section.mediaKind(), SyncSection.State.QUEUED, 0, 0, 0, null));
                }
            }
            stores.sections().insert(found);
            return found;
        });
        skipped.forEach(section -> run.log(LogLevel.INFO, section.available()
                ? "Skipped " + section.name() + ": sections of the type '" + section.type() + "' aren't imported."
                : "Skipped " + section.name() + ": the server no longer has this section."));
        return sections;
    }

    private static Set<Long> wanted(JobRun run) {
        return SyncInput.of(run.input()).sections().stream()
                .flatMap(id -> GlobalId.find(LibrarySection.PREFIX, id).stream()).collect(Collectors.toSet());
    }
}
