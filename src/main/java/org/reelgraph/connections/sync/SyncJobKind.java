package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.jobs.ImportingKind;
import org.reelgraph.imports.jobs.StagedImports;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.imports.undo.UndoJobs;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.storage.Sha256;

/**
 * Synchronises the library with a server: reads sections, imports what was read, and removes what is no longer there. Or
 * imports once more what an earlier job has read; that removes nothing, since it may be old.
 */
@Singleton
class SyncJobKind implements ImportingKind {

    /** The kind's name. */
    static final String NAME = "SYNC";
    /** The prefix of global ids of its jobs. */
    static final String PREFIX = "syncjob";

    private static final Set<SyncOutcome> PROBLEMS = EnumSet.of(SyncOutcome.KEPT, SyncOutcome.PARTS_KEPT,
            SyncOutcome.UNCONFIRMED);
    private static final MissingPolicy REMOVED = new MissingPolicy(true, true, null);

    private final SyncCheck check;
    private final SyncedConnections connections;
    private final SyncedServers servers;
    private final SyncStores stores;
    private final LibraryReading reading;
    private final StagingFolder staging;
    private final StagedImports imports;
    private final SnapshotRetention retention;
    private final AuditTrail audit;

    SyncJobKind(SyncCheck check, SyncedConnections connections, SyncedServers servers, SyncStores stores,
            LibraryReading reading, StagingFolder staging, StagedImports imports, SnapshotRetention retention,
            AuditTrail audit) {
        this.check = check;
        this.connections = connections;
        this.servers = servers;
        this.stores = stores;
        this.reading = reading;
        this.staging = staging;
        this.imports = imports;
        this.retention = retention;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "SyncJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return check.check(SyncInput.of(input));
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        return Optional.of(NAME + " " + Sha256.hex(JobInput.write(SyncInput.of(input).map())));
    }

    @Override
    public void queued(Job job, Map<String, Object> input) {
        var wanted = SyncInput.of(input);
        var replayed = check.replayed(wanted);
        var connection = replayed.isPresent()
                ? Optional.ofNullable(replayed.get().connectionId()).flatMap(connections::find)
                : check.connection(wanted);
        var name = connection.map(ConnectedServer::name).or(() -> replayed.map(SyncJob::connectionName)).orElseThrow();
        stores.jobs().save(new SyncJob(job.id(), connection.map(ConnectedServer::id).orElse(null), name,
                replayed.map(SyncJob::mode).orElse(wanted.mode()), replayed.map(SyncJob::answersOf).orElse(null), 0,
                0, 0));
        var before = replayed.map(sync -> imports.of(sync.answersOf()));
        imports.queued(job, before.map(ImportJob::format)
                .orElseGet(() -> connection.flatMap(servers::of).orElseThrow().format()), name,
                options(wanted, before.map(ImportJob::source)
                        .orElseGet(() -> connection.map(ConnectedServer::source).orElseThrow())));
    }

    private static ImportOptions options(SyncInput input, String source) {
        var isReplay = input.replayOf().isPresent();
        return new ImportOptions(source, ConflictPolicy.UPDATE, ErrorPolicy.IGNORE_FAILED, !isReplay, input.dryRun(),
                false, isReplay ? MissingPolicy.IGNORE : REMOVED, input.confirmDeletions().orElse(null));
    }

    @Override
    public JobEnd run(JobRun run) {
        var job = stores.write(() -> stores.jobs().findById(run.job().id())).orElseThrow();
        var isReplay = SyncInput.of(run.input()).replayOf().isPresent();
        var early = isReplay ? Optional.<JobEnd>empty() : reading.read(run, job);
        if (early.isPresent()) {
            return early.get();
        }
        var sections = stores.write(() -> stores.sections().find(job.id()));
        if (!sections.isEmpty() && sections.stream().allMatch(each -> each.state() == SyncSection.State.FAILED)) {
            return JobEnd.failed("No section could be read. " + sections.stream()
                    .map(section -> section.name() + ": " + section.problem()).collect(Collectors.joining(" ")));
        }
        return imported(run, job, sections);
    }

    private JobEnd imported(JobRun run, SyncJob job, List<SyncSection> sections) {
        try {
            var staged = staging.fill(job.answersOf());
            var end = imports.run(run, staged.folder(), staged.files() == 0, new Disappearance(stores, sections));
            return end.state() == JobState.SUCCEEDED || end.state() == JobState.COMPLETED_WITH_ERRORS
                    ? settled(run.job(), job, end)
                    : end;
        } finally {
            staging.clear();
        }
    }

    private JobEnd settled(Job job, SyncJob sync, JobEnd end) {
        return stores.write(() -> {
            var sections = stores.sections().find(job.id());
            stores.items().skipRest(job.id(), "It was not reached.");
            var imported = imports.of(job.id());
            if (!imported.dryRun() && sync.replayOf() == null) {
                note(job, sections, imported);
            }
            return end(sections, stores.items().count(job.id(), PROBLEMS), end);
        });
    }

    private void note(Job job, List<SyncSection> sections, ImportJob imported) {
        var begun = Objects.requireNonNull(job.startedAt(), "It runs.");
        var failed = new HashSet<String>();
        imports.failedKeys(job.id(), failed::add);
        for (var section : sections) {
            var id = section.sectionId();
            if (id != null) {
                stores.synced().note(section, id, imported.source(), failed);
                if (section.problem() == null && stores.items().countUnread(section, failed) == 0) {
                    connections.noteSync(id, begun);
                }
            }
        }
    }

    private static JobEnd end(List<SyncSection> sections, int items, JobEnd end) {
        var incomplete = sections.stream().filter(section -> section.problem() != null).count();
        if (incomplete == 0 && items == 0) {
            return end;
        }
        var what = (incomplete == 0 ? "" : incomplete + " sections and ") + items
                + " items were not read as a whole, so what the library has of them stays.";
        return JobEnd.withErrors(end.reason() == null ? what : what + " " + end.reason());
    }

    @Override
    public void ended(Job job) {
        imports.ended(job);
        stores.items().forget(job.id());
        stores.jobs().findById(job.id()).ifPresent(sync -> audit.record(Actor.SYSTEM, "endSync",
                job.state() == JobState.FAILED ? Outcome.FAILED : Outcome.SUCCESS,
                GlobalId.of(PREFIX, job.id()), sync.connectionName() + ": " + job.state()));
        while (retention.removeExcess() > 0) {
            // Until there is room again.
        }
    }

    @Override
    public Optional<JobRequest> reversal(Job job, JobOwner owner) {
        return Optional.of(UndoJobs.reversal(GlobalId.of(PREFIX, job.id()), owner));
    }
}
