package org.reelgraph.mediaos.validation;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.WriteTransactions;

/** The mutation validateMediaOs. */
@Singleton
class ValidateMediaOsMutation implements SchemaContributor {

    private static final int MOST_LISTED = 100;

    /** The input of {@code validateMediaOs}. */
    @Introspected
    record ValidateMediaOsInput(String path, Optional<List<String>> only) {
    }

    /**
     * The payload of validateMediaOs.
     *
     * @param equal       whether nothing differs
     * @param differences the first of them
     * @param total       how many there are
     */
    public record Payload(boolean equal, List<FileCount> files, List<Difference> differences, int total,
            List<UserError> userErrors) implements MutationPayload {

        static Payload refused(UserError error) {
            return new Payload(false, List.of(), List.of(), 0, List.of(error));
        }
    }

    private final MediaOsValidation validation;
    private final MediaOsFiles files;
    private final Folders folders;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    ValidateMediaOsMutation(MediaOsValidation validation, MediaOsFiles files, Folders folders, AuditTrail audit,
            WriteTransactions transactions) {
        this.validation = validation;
        this.files = files;
        this.folders = folders;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("validateMediaOs", ValidateMediaOsInput.class, this::validate);
        schema.type("ValidateMediaOsPayload", Payload.class);
        schema.type("MediaOsFileCount", FileCount.class);
        schema.type("MediaOsDifference", Difference.class);
    }

    private Payload validate(ValidateMediaOsInput input, DataFetchingEnvironment env) {
        var only = Set.copyOf(input.only().orElse(List.of()));
        var unknown = files.unknown(only);
        if (unknown.isPresent()) {
            return Payload.refused(UserError.of(UserErrorCode.NOT_FOUND).at("input", "only").saying(unknown.get()));
        }
        var listed = new ArrayList<Difference>();
        try {
            var source = ImportSource.below(folders.importDir(), input.path());
            transactions.within(() -> audit.within(Actor.of(Caller.of(env)), "validateMediaOs", null, input.path(),
                    () -> true));
            var counts = validation.validate(source, only, difference -> {
                if (listed.size() < MOST_LISTED) {
                    listed.add(difference);
                }
            });
            var total = counts.stream().mapToInt(FileCount::differences).sum();
            return new Payload(total == 0, counts, listed, total, List.of());
        } catch (SourceException e) {
            return Payload.refused(UserError.of(e.code()).at("input", "path").saying(e.getMessage()));
        }
    }
}
