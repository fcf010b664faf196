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
import java.util.stream.Stream;
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
import org.reelgraph.imports.records.Authority;
import org.reelgraph.imports.undo.UndoJobs;
import org.reelgraph.jobs.Counted;
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

    @Override
    public Runnable replaced(Job job) {
        var sync = stores.jobs().findById(job.id());
        var imported = imports.replaced(job);
        return () -> {
            // The connection, and the job whose answers it imports, may be gone.
            sync.ifPresent(each -> stores.jobs().save(new SyncJob(each.id(), null, each.connectionName(), each.mode(),
                    null, each.requests(), 0, 0)));
            imported.run();
        };
    }

    private static ImportOptions options(SyncInput input, String source) {
        var isReplay = input.replayOf().isPresent();
        return new ImportOptions(source, ConflictPolicy.UPDATE, ErrorPolicy.IGNORE_FAILED, !isReplay, input.dryRun(),
                false, isReplay ? MissingPolicy.IGNORE : REMOVED, Authority.SERVER,
                input.confirmDeletions().orElse(null));
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
            var end = imports.run(run,
                    new StagedImports.Staged(staged.folder(), staged.files() == 0,
                            job.replayOf() == null ? Authority.SERVER : Authority.DESCRIPTION),
                    new Disappearance(stores, sections, SyncInput.of(run.input()).announced()));
            return end.state() == JobState.SUCCEEDED || end.state() == JobState.COMPLETED_WITH_ERRORS
                    ? settled(run, job, end)
                    : end;
        } finally {
            staging.clear();
        }
    }

    private JobEnd settled(JobRun run, SyncJob sync, JobEnd end) {
        var job = run.job();
        return stores.write(() -> {
            var sections = stores.sections().find(job.id());
            stores.items().skipRest(job.id(), "It was not reached.");
            var imported = imports.of(job.id());
            if (!imported.dryRun() && sync.replayOf() == null) {
                note(job, sections, imported, SyncInput.of(run.input()).announced());
            }
            return end(sections, stores.items().count(job.id(), PROBLEMS), imported.failed(), end);
        });
    }

    private void note(Job job, List<SyncSection> sections, ImportJob imported, boolean isPart) {
        var begun = Objects.requireNonNull(job.startedAt(), "It runs.");
        var failed = new HashSet<String>();
        imports.failedKeys(job.id(), failed::add);
        for (var section : sections) {
            var id = section.sectionId();
            if (id != null) {
                stores.displaced().forgetSettled(section);
                stores.items().nameDisplaced(section, stores.displaced().find(section));
                stores.synced().note(section, id, imported.source(), failed,
                        stores.items().findGoneMedia(section, imported.source()));
                if (!isPart && section.problem() == null && stores.items().countUnread(section, failed) == 0) {
                    connections.noteSync(id, begun);
                }
            }
        }
    }

    private static JobEnd end(List<SyncSection> sections, int items, int failed, JobEnd end) {
        var incomplete = (int) sections.stream().filter(section -> section.problem() != null).count();
        if (incomplete + items + failed == 0) {
            return end;
        }
        return JobEnd
                .withErrors(Stream.of(notRead(incomplete, items), notImported(failed), Stream.ofNullable(end.reason()))
                        .flatMap(text -> text).collect(Collectors.joining(" ")));
    }

    private static Stream<String> notRead(int sections, int items) {
        var what = Stream.of(Counted.of(sections, "section"), Counted.of(items, "item"))
                .filter(text -> !text.startsWith("0 ")).collect(Collectors.joining(" and "));
        return what.isEmpty()
                ? Stream.empty()
                : Stream.of(what + (sections + items == 1 ? " was" : " were")
                        + " not read as a whole, so what the library has of "
                        + (sections + items == 1 ? "it" : "them") + " stays.");
    }

    private static Stream<String> notImported(int records) {
        return records == 0
                ? Stream.empty()
                : Stream.of(Counted.of(records, "record") + " failed; " + (records == 1 ? "its" : "their")
                        + " errors say why.");
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
