package org.reelgraph.imports;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.ImportReport.Outcome;
import org.reelgraph.imports.ImportReport.Result;
import org.reelgraph.imports.RecordReader.Read;

/** Takes in batches of series or movies: each batch in one transaction, each item whole or not at all. */
@Singleton
public class ImportService {

    static final int MOST_RECORDS = 100;

    private final Planner planner;
    private final ChangeWriter writer;
    private final TransactionOperations<Connection> transactions;

    ImportService(Planner planner, ChangeWriter writer,
            @Named("writer") TransactionOperations<Connection> transactions) {
        this.planner = planner;
        this.writer = writer;
        this.transactions = transactions;
    }

    /**
     * Imports trees in the shape of the schema's SeriesInput or MovieInput.
     *
     * @param  path where the list of trees stands in the input, for errors
     * @return      what became of each; nothing is written of a record that failed
     */
    public ImportReport importTrees(MediaKind kind, List<Map<String, Object>> trees, List<String> path,
            ImportOptions options) {
        if (trees.isEmpty() || trees.size() > MOST_RECORDS) {
            return ImportReport.refused(trees.size(), List.of(new UserError(
                    trees.isEmpty() ? UserErrorCode.REQUIRED : UserErrorCode.TOO_MANY,
                    "It takes 1 to " + MOST_RECORDS + " at once, not " + trees.size() + ".", path)));
        }
        var reader = new RecordReader(options.source());
        var results = new ArrayList<Result>();
        var sound = new ArrayList<MediaRecord>();
        for (var i = 0; i < trees.size(); i++) {
            var read = reader.read(kind, i, trees.get(i), InputObject.join(path, String.valueOf(i)));
            if (read.errors().isEmpty()) {
                sound.add(read.media());
            } else {
                results.add(unreadable(read));
            }
        }
        results.addAll(transactions.executeWrite(status -> write(kind, sound, options, !results.isEmpty())));
        results.sort(Comparator.comparingInt(Result::index));
        return new ImportReport(0, List.copyOf(results), List.of());
    }

    private static Result unreadable(Read read) {
        return new Result(read.media().index(), read.media().ratingKey().value(), Outcome.FAILED, null, read.errors());
    }

    private List<Result> write(MediaKind kind, List<MediaRecord> records, ImportOptions options, boolean someFailed) {
        var plan = planner.plan(kind, records, options);
        if (options.rejectAll()
                && (someFailed || plan.results().stream().anyMatch(result -> result.outcome() == Outcome.FAILED))) {
            return plan.results().stream().map(ImportService::rejected).toList();
        }
        if (options.dryRun()) {
            return plan.results().stream().map(ImportService::notWritten).toList();
        }
        writer.write(plan.changes());
        return plan.results();
    }

    private static Result rejected(Result result) {
        return result.outcome() == Outcome.FAILED
                ? result
                : new Result(result.index(), result.ratingKey(), Outcome.SKIPPED,
                        result.outcome() == Outcome.CREATED ? null : result.mediaId(), List.of());
    }

    private static Result notWritten(Result result) {
        return result.outcome() != Outcome.CREATED
                ? result
                : new Result(result.index(), result.ratingKey(), Outcome.CREATED, null, List.of());
    }
}
