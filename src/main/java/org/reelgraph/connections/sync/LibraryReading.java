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
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Counted;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.JobStopped;
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
            var asking = requests.to(connections.address(connection.get()), run::isStopping);
            return read(run, job, connection.get(), asking, before);
        } catch (ServerException e) {
            return Optional.of(JobEnd.failed(e.reason()));
        } catch (JobStopped e) {
            var end = run.stopped();
            return Optional.of(end.state() == JobState.CANCELLED
                    ? new JobEnd(JobState.CANCELLED, "It was cancelled. Nothing was imported.")
                    : end);
        }
    }

    private Optional<JobEnd> read(JobRun run, SyncJob job, ConnectedServer connection, Requests requests,
            List<SyncSection> before) throws ServerException {
        var isAnnounced = SyncInput.of(run.input()).announced();
        var sections = before.isEmpty() ? lookUp(run, job, connection, requests) : before;
        if (sections.isEmpty() && isAnnounced) {
            return Optional.of(JobEnd.succeeded());
        }
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
                    tell(run, reading.read(section, keyOf(section, keys)), connections.kind(connection).product());
                }
            }
        }
        return Optional.empty();
    }

    private static String keyOf(SyncSection section, Map<Long, String> keys) {
        var id = Objects.requireNonNull(section.sectionId(), "Its connection is there.");
        return Objects.requireNonNull(keys.get(id), "Sections go with their connection only.");
    }

    private static void tell(JobRun run, SyncSection section, String product) {
        run.log(section.problem() == null ? LogLevel.INFO : LogLevel.WARNING,
                section.name() + ": " + (section.listed() == 0 && section.problem() == null
                        ? "It is empty, as far as " + product + " tells."
                        : Counted.of(section.listed(), "item") + " listed, " + section.read() + " read, "
                                + section.unchanged() + " unchanged.")
                        + (section.problem() == null ? "" : " " + section.problem()));
    }

    private List<SyncSection> lookUp(JobRun run, SyncJob job, ConnectedServer connection, Requests requests)
            throws ServerException {
        try {
            return begin(run, job, connection, requests);
        } finally {
            stores.write(() -> stores.jobs().update(
                    SyncJobBuilder.builder(job).requests(job.requests() + requests.sent()).build()));
        }
    }

    private List<SyncSection> begin(JobRun run, SyncJob job, ConnectedServer connection, Requests requests)
            throws ServerException {
        var state = connections.state(connection, requests);
        if (SyncInput.of(run.input()).announced()) {
            var ignored = new ArrayList<AnnouncedItem>();
            var found = stores.write(() -> announced(job, connection, state, ignored));
            ignored.forEach(item -> run.log(LogLevel.WARNING, "Ignored '" + item.title() + "' (" + item.ratingKey()
                    + "), of which the webhook told: " + (Optional.of(item.server()).equals(state.identifier())
                            ? "its section isn't enabled any more."
                            : "it is on the server " + item.server() + ", and that at the connection's address names"
                                    + " itself " + state.identifier().orElse("nothing") + ".")));
            return found;
        }
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

    // From now on it is this job that knows of them. What another server has told, or is in no section that is enabled, is
    // of no use.
    private List<SyncSection> announced(SyncJob job, ConnectedServer connection, ServerState state,
            List<AnnouncedItem> ignored) {
        var known = connections.keep(connection.id(), state.sections());
        var ids = known.stream().map(LibrarySection::id).toList();
        var items = stores.announced().find(ids);
        ignored.clear();
        ignored.addAll(items);
        stores.announced().delete(ids);
        var sections = new ArrayList<SyncSection>();
        var found = new ArrayList<SyncItem>();
        for (var section : known) {
            var own = items.stream().filter(item -> item.section() == section.id() && section.enabled()
                    && section.available() && Optional.of(item.server()).equals(state.identifier())).toList();
            ignored.removeAll(own);
            if (!own.isEmpty()) {
                own.forEach(item -> found.add(new SyncItem(job.id(), found.size(), sections.size(), item.ratingKey(),
                        item.title(), "", SyncOutcome.LISTED, null)));
                sections.add(new SyncSection(job.id(), sections.size(), section.id(), section.name(),
                        Objects.requireNonNull(section.mediaKind(), "It is enabled."), SyncSection.State.LISTED,
                        own.size(), 0, 0, null));
            }
        }
        stores.sections().insert(sections);
        stores.items().insert(found);
        return sections;
    }

    private static Set<Long> wanted(JobRun run) {
        return SyncInput.of(run.input()).sections().stream()
                .flatMap(id -> GlobalId.find(LibrarySection.PREFIX, id).stream()).collect(Collectors.toSet());
    }
}
