package org.reelgraph.connections.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.SyncReport.Kept;
import org.reelgraph.connections.sync.SyncSection.State;
import org.reelgraph.connections.sync.SyncedServer.ItemAnswers;
import org.reelgraph.connections.sync.SyncedServer.ListedItem;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sections of one job, each from where an earlier run left it. Items are read by several threads; what they
 * answer is saved by the job's. Nothing is lost if the program ends: what was saved isn't asked for again.
 */
final class SectionReading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SectionReading.class);
    private static final int AT_ONCE = 50;
    private static final long LOOK_MILLIS = 250;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Where it is read, and as what. */
    record Target(SyncedServer server, String source, SyncMode mode) {
    }

    // Without answers if it wasn't read, since that would have been in vain or the job is to end.
    private record Done(SyncItem item, Optional<ItemAnswers> answers) {
    }

    private final Target target;
    private final Requests requests;
    private final SyncStores stores;
    private final SyncReport report;
    private final JobRun run;
    private final int parallel;
    private final BlockingQueue<Done> finished = new LinkedBlockingQueue<>();
    // The framework's threads would carry on the job's database connection.
    private final ExecutorService threads;

    SectionReading(Target target, Requests requests, SyncStores stores, SyncReport report, JobRun run,
            SyncSettings settings) {
        this.target = target;
        this.requests = requests;
        this.stores = stores;
        this.report = report;
        this.run = run;
        this.parallel = settings.parallel();
        this.threads = Executors.newFixedThreadPool(parallel, Thread.ofPlatform().name("sync-", 0).daemon().factory());
    }

    /**
     * {@return the section once it is read, as far as it can be}
     *
     * @param key as the server knows it
     * @throws JobStopped if the job is to end
     */
    SyncSection read(SyncSection section, String key) {
        var listed = section.state() == State.QUEUED ? list(section, key) : section;
        if (listed.isDone()) {
            return listed;
        }
        var read = items(listed);
        return read.state() == State.FAILED ? read : end(read, key);
    }

    private SyncSection list(SyncSection section, String key) {
        try {
            var listing = target.server().list(requests, key, section.mediaKind(), false);
            var known = stores.write(() -> stores.synced().find(sectionId(section), section.mediaKind(),
                    target.source()));
            if (listing.items().isEmpty()) {
                var nothing = known.isEmpty() && listing.isOfNothing()
                        ? section.in(State.READ)
                        : section.failed(listing.gap().orElse("Nothing of its kind is listed."));
                report.listed(nothing, List.of(), 0, listing.answers());
                return nothing;
            }
            var first = stores.write(() -> stores.items().count(section.jobId()));
            var items = items(section, listing.items(), known, first);
            var unchanged = (int) items.stream().filter(item -> item.outcome() == SyncOutcome.UNCHANGED).count();
            var counted = SyncSectionBuilder.builder(section).state(State.LISTED).listed(listing.items().size())
                    .unchanged(unchanged).problem(listing.gap().orElse(null)).build();
            report.listed(counted, items, listing.items().size() - unchanged, listing.answers());
            return counted;
        } catch (ServerException e) {
            var failed = section.failed(e.reason());
            report.listed(failed, List.of(), 0, List.of());
            return failed;
        }
    }

    // A section that is gone with its connection is known by no item.
    private static long sectionId(SyncSection section) {
        return section.sectionId() == null ? 0 : section.sectionId();
    }

    private List<SyncItem> items(SyncSection section, List<ListedItem> listed, List<SyncedItemStore.Known> known,
            int first) {
        var before = new HashMap<String, SyncedItemStore.Known>();
        known.forEach(item -> before.put(item.ratingKey(), item));
        var items = new ArrayList<SyncItem>();
        for (var item : listed) {
            var same = before.remove(item.key());
            var isUnchanged = target.mode() == SyncMode.INCREMENTAL && same != null && same.title().isPresent()
                    && !item.version().isEmpty() && item.version().equals(same.version());
            items.add(new SyncItem(section.jobId(), first + items.size(), section.position(), item.key(),
                    item.title(), item.version(), isUnchanged ? SyncOutcome.UNCHANGED : SyncOutcome.LISTED, null));
        }
        known.stream().filter(item -> before.containsKey(item.ratingKey()))
                .forEach(item -> items.add(new SyncItem(section.jobId(), first + items.size(), section.position(),
                        item.ratingKey(), item.title().orElse("key " + item.ratingKey()), "",
                        SyncOutcome.UNCONFIRMED,
                        "It is no longer listed, which nothing confirms.")));
        return items;
    }

    private SyncSection items(SyncSection listed) {
        var open = new ArrayDeque<>(stores.write(() -> stores.items().find(listed, SyncOutcome.LISTED)));
        var section = listed;
        var running = 0;
        var batch = new ArrayList<Done>();
        var lastSaved = System.nanoTime();
        while (running > 0 || !open.isEmpty() && !requests.isHopeless()) {
            if (running <= parallel && !open.isEmpty() && !requests.isHopeless()) {
                running += begin(open, listed.mediaKind());
            }
            for (var done = next(); done != null; done = finished.poll()) {
                running--;
                batch.add(done);
            }
            // Should the program be killed, no more than this is asked for again.
            var isLate = System.nanoTime() - lastSaved > SECOND;
            if (batch.size() >= AT_ONCE || running == 0 || isLate || run.isStopping()) {
                section = saved(section, batch);
                batch.clear();
                lastSaved = System.nanoTime();
            }
            if (run.isStopping()) {
                throw new JobStopped();
            }
        }
        return requests.isHopeless() ? save(section.failed("It was given up: " + requests.lastFailure())) : section;
    }

    private SyncSection save(SyncSection section) {
        report.save(section, List.of(), List.of());
        return section;
    }

    private @Nullable Done next() {
        try {
            return finished.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        }
    }

    // Enough that no thread waits for the database, and each statement asks for the parts of many items.
    private int begin(Deque<SyncItem> open, MediaKind kind) {
        var next = new ArrayList<SyncItem>();
        while (next.size() < AT_ONCE && !open.isEmpty()) {
            next.add(open.removeFirst());
        }
        var parts = knownParts(next, kind);
        next.forEach(item -> threads
                .execute(() -> finished.add(read(item, kind, parts.getOrDefault(item.ratingKey(), Set.of())))));
        return next.size();
    }

    private Map<String, Set<String>> knownParts(List<SyncItem> items, MediaKind kind) {
        var parts = new HashMap<String, Set<String>>();
        stores.write(() -> stores.items().findParts(target.source(), kind,
                items.stream().map(SyncItem::ratingKey).toList()))
                .forEach(part -> parts.computeIfAbsent(part.item(), any -> new HashSet<>()).add(part.key()));
        return parts;
    }

    private static boolean isInterruption(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(InterruptedException.class::isInstance);
    }

    private Done read(SyncItem item, MediaKind kind, Set<String> knownParts) {
        if (requests.isHopeless()) {
            return new Done(item, Optional.empty());
        }
        try {
            return new Done(item, Optional.of(target.server().read(requests, item.ratingKey(), kind, knownParts)));
        } catch (ServerException e) {
            return new Done(item, Optional.of(new ItemAnswers(SyncOutcome.KEPT, List.of(), List.of(),
                    Optional.of(e.reason()))));
        } catch (JobStopped e) {
            return new Done(item, Optional.empty());
        } catch (RuntimeException e) {
            if (isInterruption(e)) {
                return new Done(item, Optional.empty()); // the job ends
            }
            LOG.error("The answers about '{}' can't be read", item.title(), e);
            return new Done(item, Optional.of(new ItemAnswers(SyncOutcome.KEPT, List.of(), List.of(),
                    Optional.of("Its answers can't be read."))));
        }
    }

    private SyncSection saved(SyncSection section, List<Done> batch) {
        var items = new ArrayList<SyncItem>();
        var answers = new ArrayList<Kept>();
        for (var done : batch) {
            done.answers().ifPresent(read -> {
                items.add(done.item().as(read.outcome(), read.problem().orElse(null)));
                read.imported().forEach(answer -> answers.add(new Kept(true, answer)));
                read.others().forEach(answer -> answers.add(new Kept(false, answer)));
            });
        }
        if (items.isEmpty()) {
            return section;
        }
        var counted = SyncSectionBuilder.builder(section).read(section.read() + items.size()).build();
        report.read(counted, items, answers);
        return counted;
    }

    // What is missing from one list has to be missing from a second one, too.
    private SyncSection end(SyncSection section, String key) {
        var missing = stores.write(() -> stores.items().find(section, SyncOutcome.UNCONFIRMED));
        if (missing.isEmpty() || section.problem() != null) {
            return save(section.in(State.READ));
        }
        try {
            var second = target.server().list(requests, key, section.mediaKind(), true);
            var listed = new HashSet<String>();
            second.items().forEach(item -> listed.add(item.key()));
            var gap = second.gap();
            var settled = missing.stream().map(item -> gap.isPresent() || listed.contains(item.ratingKey())
                    ? item.as(SyncOutcome.UNCONFIRMED, gap.orElse("A second list has it again."))
                    : item.as(SyncOutcome.GONE, null)).toList();
            var read = section.in(State.READ);
            var whole = gap.map(read::with).orElse(read);
            report.save(whole, settled, second.answers());
            return whole;
        } catch (ServerException e) {
            return save(section.in(State.READ).with(e.reason()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
