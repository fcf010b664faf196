package org.reelgraph.imports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.Outcome;

/**
 * What an import did or, in a dry run, would have done.
 *
 * @param refused number of records that were not processed because the whole input was rejected
 * @param results the result of each record, in input order
 * @param general what is wrong with the input as a whole
 */
public record ImportReport(int refused, List<Result> results, List<UserError> general) implements MutationPayload {

    /** {@return the report on an input that was rejected as a whole} */
    static ImportReport refused(int records, List<UserError> errors) {
        return new ImportReport(records, List.of(), errors);
    }

    /** {@return how many records were new} */
    public int created() {
        return count(Outcome.CREATED);
    }

    /** {@return how many records changed their item} */
    public int updated() {
        return count(Outcome.UPDATED);
    }

    /** {@return how many records changed nothing} */
    public int unchanged() {
        return count(Outcome.UNCHANGED);
    }

    /** {@return how many records were skipped} */
    public int skipped() {
        return count(Outcome.SKIPPED);
    }

    /** {@return how many records were rejected} */
    public int failed() {
        return refused + count(Outcome.FAILED);
    }

    /** {@return everything that was wrong} */
    @Override
    public List<UserError> userErrors() {
        return Stream.concat(general.stream(), results.stream().flatMap(result -> result.userErrors().stream()))
                .toList();
    }

    /** {@return why nothing was imported; empty if any record was imported or changed nothing} */
    @Override
    public Optional<UserErrorCode> refusal() {
        return created() + updated() + unchanged() == 0 ? MutationPayload.super.refusal() : Optional.empty();
    }

    @Override
    public String toString() {
        return created() + " created, " + updated() + " updated, " + unchanged() + " unchanged, " + skipped()
                + " skipped, " + failed() + " failed";
    }

    private int count(Outcome outcome) {
        return (int) results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
