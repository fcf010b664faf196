package org.reelgraph.imports;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.InputTrees;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.storage.WriteTransactions;

/** Imports items of one kind in a single transaction; each item is imported completely or not at all. */
@Singleton
public class ImportService {

    static final int MAX_RECORDS = 100;

    private final CatalogMerge merge;
    private final AuditTrail audit;
    private final Clock clock;
    private final WriteTransactions transactions;

    ImportService(CatalogMerge merge, AuditTrail audit, Clock clock, WriteTransactions transactions) {
        this.merge = merge;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * Imports trees in the format that {@link InputTrees} reads.
     *
     * @param who   the user who imports
     * @param place the path of the list of trees in the input, for errors
     * @return the result of each record; nothing is written for a record that failed
     */
    public ImportReport importTrees(Actor who, MediaKind kind, List<Map<String, Object>> trees, InputPath place,
            ImportOptions options) {
        if (trees.isEmpty() || trees.size() > MAX_RECORDS) {
            return ImportReport.refused(trees.size(), List.of(UserError
                    .of(trees.isEmpty() ? UserErrorCode.REQUIRED : UserErrorCode.TOO_MANY).at(place.path())
                    .saying("An import takes 1 to " + MAX_RECORDS + " items at once, not " + trees.size() + ".")));
        }
        var reader = InputTrees.ofRequest(kind, options.source());
        var failed = new ArrayList<Result>();
        var sound = new ArrayList<MediaRecord>();
        var notices = new ArrayList<List<Notice>>();
        for (var i = 0; i < trees.size(); i++) {
            var read = reader.read(Origin.ofRequest(place, i), trees.get(i));
            if (read.errors().isEmpty()) {
                sound.add(read.media());
                notices.add(read.notices());
            } else {
                failed.add(Result.failed(read.media(), read.errors()).with(read.notices()));
            }
        }
        return transactions.ofLibrary(() -> transactions
                .within(() -> audit.within(who.needing(Role.MODERATOR), "import" + kind.plural(), () -> {
                    var written = write(kind, sound, options, !failed.isEmpty());
                    var results = new ArrayList<>(failed);
                    for (var i = 0; i < written.size(); i++) {
                        results.add(written.get(i).with(notices.get(i)));
                    }
                    results.sort(Comparator.comparing(Result::index));
                    return new ImportReport(0, List.copyOf(results), List.of());
                }, report -> label(options, report))));
    }

    /**
     * Imports trees that the program itself has made.
     *
     * @throws IllegalStateException if there is anything wrong with them
     */
    void importOwn(Actor who, MediaKind kind, List<Map<String, Object>> trees, String source) {
        var report = importTrees(who, kind, trees, InputPath.START.below(kind.name()), ImportOptions.of(source));
        if (report.failed() > 0) {
            throw new IllegalStateException("The trees of " + source + " are faulty: " + report.userErrors());
        }
    }

    private static Optional<String> label(ImportOptions options, ImportReport report) {
        return report.refusal().isPresent()
                ? Optional.empty()
                : Optional.of((options.dryRun() ? "Dry run of " : "") + options.source() + ": " + report);
    }

    private List<Result> write(MediaKind kind, List<MediaRecord> records, ImportOptions options, boolean someFailed) {
        if (options.rejectsAll()) {
            var trial = merge.merge(kind, records, options.asDryRun(), new ImportMemory(clock.instant()));
            if (someFailed || trial.stream().anyMatch(result -> result.outcome() == Outcome.FAILED)) {
                return trial.stream().map(Result::skipped).toList();
            }
        }
        return merge.merge(kind, records, options, new ImportMemory(clock.instant()));
    }
}
