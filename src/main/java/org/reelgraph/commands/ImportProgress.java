package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.jobs.ImportRecord;
import org.reelgraph.imports.jobs.JobListener;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.WrittenValue;

/** Shows an import's progress on the command line: as a bar on a terminal, otherwise as an occasional line. */
final class ImportProgress implements JobListener, AutoCloseable {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_LINES = 10_000;
    // Per code; the job's records have all of them.
    private static final int MAX_NOTICES = 20;
    private static final Set<Outcome> TOLD_OF_TRIALS = EnumSet.of(Outcome.CREATED, Outcome.UPDATED);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;
    private final List<String> heldBack = new ArrayList<>();
    private @Nullable ProgressBar bar;
    private final Map<String, Integer> notices = new TreeMap<>();
    private long lastLine = System.nanoTime();

    ImportProgress(PrintWriter out, PrintWriter err, boolean dryRun) {
        this.out = out;
        this.err = err;
        this.dryRun = dryRun;
        var console = System.console();
        bar = console != null && console.isTerminal()
                ? new ProgressBarBuilder().setTaskName("Import").setStyle(ProgressBarStyle.ASCII).hideEta().build()
                : null;
    }

    @Override
    public void waits() {
        err.println("Another import is running; this one starts when it has ended.");
        err.flush();
    }

    // A progress bar is redrawn in place, which would overwrite anything printed meanwhile.
    private void print(String line) {
        if (bar == null) {
            out.println(line);
        } else if (heldBack.size() < MAX_LINES) {
            heldBack.add(line);
        }
    }

    @Override
    public void progress(ImportJob job, List<ImportRecord> records) {
        records.forEach(this::tell);
        if (bar != null) {
            bar.maxHint(job.total());
            bar.stepTo(job.processed());
        } else if (job.processed() != job.total() && System.nanoTime() - lastLine > PAUSE) {
            out.println(job.processed() + " of " + job.total());
            lastLine = System.nanoTime();
        }
        out.flush();
    }

    private void tell(ImportRecord record) {
        record.userErrors().forEach(error -> print(Outcome.FAILED + " " + place(record) + ": "
                + (error.path().isEmpty() ? "" : String.join(".", error.path()) + ": ") + error.message()));
        record.notices().forEach(notice -> tell(record, notice));
        if (dryRun && TOLD_OF_TRIALS.contains(record.outcome()) || record.outcome() == Outcome.REMOVED) {
            print(record.outcome() + " " + place(record) + nameOf(record));
            record.changes().forEach(change -> print("  " + inWords(change)));
        }
    }

    private void tell(ImportRecord record, Notice notice) {
        if (notices.merge(notice.code().name(), 1, Integer::sum) <= MAX_NOTICES && !notice.path().isEmpty()) {
            print(notice.code() + " " + place(record) + ": " + String.join(".", notice.path())
                    + (notice.value() == null ? "" : " '" + notice.value() + "'") + ": " + notice.message());
        }
    }

    private static String place(ImportRecord record) {
        return record.line() != null
                ? record.file() + " line " + record.line()
                : record.index() != null ? record.file() + " number " + record.index() : record.file();
    }

    private static String nameOf(ImportRecord record) {
        return record.title() == null ? "" : " '" + record.title() + "'";
    }

    private static String inWords(FieldChange change) {
        return String.join(".", change.path()) + ": " + WrittenValue.of(change.before()) + " -> "
                + WrittenValue.of(change.after());
    }

    /** Prints how the import ended. */
    void summary(ImportJob job) {
        close();
        heldBack.forEach(out::println);
        out.println((dryRun ? "Dry run of " : "Import of ") + job.path() + " as " + job.format() + ": " + job.status()
                + (job.error() == null ? "" : ". " + job.error()));
        notices.forEach((code, count) -> out.println(code + ": " + count + (count == 1 ? " notice" : " notices")));
        out.println(job.created() + " created, " + job.updated() + " updated, " + job.unchanged() + " unchanged, "
                + job.skipped() + " skipped, " + job.failed() + " failed"
                + (job.missing() == null ? "" : ", " + job.missing() + " missing, " + job.removed() + " removed"));
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
