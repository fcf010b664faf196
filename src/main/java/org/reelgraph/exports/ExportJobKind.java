package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.exports.ExportFolder.Destination;
import org.reelgraph.exports.formats.ExportFormat;
import org.reelgraph.exports.formats.ExportFormats;
import org.reelgraph.exports.formats.ExportMonitor;
import org.reelgraph.exports.library.Library;
import org.reelgraph.exports.library.LibraryView;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;

/** Exports as jobs. The input is that of {@code exportLibrary}. A job that was interrupted begins anew. */
@Singleton
class ExportJobKind implements JobKind {

    /** The kind's name. */
    static final String NAME = "EXPORT";
    /** The prefix of global ids of exports. */
    static final String PREFIX = "exportjob";

    private static final long BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int MOST_REMARKS = 100;

    private final ExportFormats formats;
    private final ExportFilter filter;
    private final ExportFolder folder;
    private final LibraryView library;
    private final WriteTransactions transactions;

    ExportJobKind(ExportFormats formats, ExportFilter filter, ExportFolder folder, LibraryView library,
            WriteTransactions transactions) {
        this.formats = formats;
        this.filter = filter;
        this.folder = folder;
        this.library = library;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "ExportJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    // Whatever is wrong with a filter is answered as in a list.
    @Override
    public List<UserError> check(Map<String, Object> input) {
        var asked = ExportInput.of(input);
        filter.selection(asked);
        if (asked.source().isBlank()) {
            return List.of(UserError.of(UserErrorCode.REQUIRED).at("source").saying("The source is required."));
        }
        var sources = library.sources();
        // An empty library may be exported, too.
        return sources.contains(asked.source()) || asked.source().equals(MediaItem.DEFAULT_SOURCE)
                ? List.of()
                : List.of(UserError.of(UserErrorCode.NOT_FOUND).at("source")
                        .saying("No item of the library is of the source '" + asked.source() + "'"
                                + (sources.isEmpty() ? "." : ", only of " + String.join(", ", sources) + ".")));
    }

    @Override
    public Optional<String> source(JobOwner.Kind owner, Map<String, Object> input) {
        // A server may not be allowed to write where the command line does.
        return Optional.empty();
    }

    @Override
    public JobEnd run(JobRun run) {
        var input = ExportInput.of(run.input());
        var destination = folder.destination(run.job());
        try {
            return library.within(filter.selection(input),
                    part -> written(run, formats.of(input.format()), part));
        } catch (JobStopped e) {
            return run.stopped();
        } catch (UncheckedIOException e) {
            return failed(destination, e);
        }
    }

    private static JobEnd failed(Destination destination, UncheckedIOException e) {
        var cause = Objects.requireNonNull(e.getCause(), "It has a cause.");
        return JobEnd.failed(cause instanceof FileAlreadyExistsException
                ? "There is something at " + destination.end() + " already."
                : inWords("The export " + destination.end() + " can't be written", cause));
    }

    private static String inWords(String what, IOException cause) {
        return String.valueOf(StorageException.of(what, cause).getMessage());
    }

    private JobEnd written(JobRun run, ExportFormat format, Library part) {
        var report = new Report(run, part.count(format.kinds()));
        tellOfOthers(run, format, part);
        try (var draft = folder.draft(run.job())) {
            format.write(part, draft, report);
            // Who is no longer the one to do this must not leave anything.
            run.requireLease();
            draft.finish();
            report.save(null);
            return JobEnd.succeeded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tellOfOthers(JobRun run, ExportFormat format, Library part) {
        var sources = part.otherSources();
        if (!sources.isEmpty()) {
            run.log(LogLevel.WARNING, "Items of other sources than '" + part.source() + "' need exports of their own: "
                    + String.join(", ", sources) + ".");
        }
        var others = new HashSet<>(Set.of(MediaKind.values()));
        others.removeAll(format.kinds());
        var left = others.isEmpty() ? 0 : part.count(others);
        if (left > 0) {
            run.log(LogLevel.WARNING, format.format() + " has no place for albums and books; left out: " + left + ".");
        }
    }

    @Override
    public void ended(Job job) {
        folder.removeLeftOf(job);
    }

    /** Passes on to the job how far it is. */
    private final class Report implements ExportMonitor {

        private final JobRun run;
        private final int total;
        private int done;
        private int remarks;
        private long lastSaved = System.nanoTime();

        private Report(JobRun run, int total) {
            this.run = run;
            this.total = total;
        }

        @Override
        public void written(MediaTree tree) {
            done++;
            if (run.isStopping()) {
                throw new JobStopped();
            }
            if (System.nanoTime() - lastSaved > BETWEEN_REPORTS) {
                save(tree.item().title());
                lastSaved = System.nanoTime();
            }
        }

        @Override
        public void leftOut(String message) {
            if (remarks++ < MOST_REMARKS) {
                run.log(LogLevel.WARNING, message);
            }
        }

        private void save(@Nullable String current) {
            transactions.within(() -> {
                run.save(null, new Progress(done, total, "items", current));
                return done;
            });
        }
    }
}
