package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.jobs.ImportRecord;
import org.reelgraph.imports.jobs.JobListener;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.WrittenValue;
import org.reelgraph.jobs.Counted;

/** Shows an import's progress on the command line, with what there is to say of single records. */
final class ImportProgress implements JobListener, AutoCloseable {

    private static final int MAX_LINES = 10_000;
    // Per code; the job's records have all of them.
    private static final int MAX_NOTICES = 20;
    private static final Set<Outcome> TOLD_OF_TRIALS = EnumSet.of(Outcome.CREATED, Outcome.UPDATED);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;
    private final List<String> heldBack = new ArrayList<>();
    private final ProgressIndicator indicator;
    private final Map<String, Integer> notices = new TreeMap<>();

    ImportProgress(PrintWriter out, PrintWriter err, boolean dryRun) {
        this.out = out;
        this.err = err;
        this.dryRun = dryRun;
        this.indicator = new ProgressIndicator(out, "Import");
    }

    @Override
    public void waits(String reason) {
        err.println(reason);
        err.flush();
    }

    @Override
    public void joins() {
        err.println("The same import is queued or running already; this is how it ends.");
        err.flush();
    }

    private void print(String line) {
        if (!indicator.isBar()) {
            out.println(line);
        } else if (heldBack.size() < MAX_LINES) {
            heldBack.add(line);
        }
    }

    @Override
    public void progress(ImportJob job, List<ImportRecord> records) {
        records.forEach(this::tell);
        indicator.show(job.processed(), job.total(), job.processed() + " of " + job.total());
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
    void summary(ImportJobs.Ended ended) {
        close();
        var job = ended.imported();
        var error = ended.job().error();
        heldBack.forEach(out::println);
        out.println((dryRun ? "Dry run of " : "Import of ") + job.path() + " as " + job.format() + ": "
                + ended.job().state() + (error == null ? "" : ". " + error));
        notices.forEach((code, count) -> out.println(code + ": " + Counted.of(count, "notice")));
        out.println(job.created() + " created, " + job.updated() + " updated, " + job.unchanged() + " unchanged, "
                + job.skipped() + " skipped, " + job.failed() + " failed"
                + (job.missing() == null ? "" : ", " + job.missing() + " missing, " + job.removed() + " removed"));
        out.flush();
    }

    @Override
    public void close() {
        indicator.close();
    }
}
