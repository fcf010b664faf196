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
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
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
    }

    private final MediaOsValidation validation;
    private final Folders folders;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    ValidateMediaOsMutation(MediaOsValidation validation, Folders folders, AuditTrail audit,
            WriteTransactions transactions) {
        this.validation = validation;
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
        var listed = new ArrayList<Difference>();
        try {
            var source = ImportSource.below(folders.importDir(), input.path());
            transactions.within(() -> audit.within(Actor.of(Caller.of(env)), "validateMediaOs", null, input.path(),
                    () -> true));
            var counts = validation.validate(source, Set.copyOf(input.only().orElse(List.of())), difference -> {
                if (listed.size() < MOST_LISTED) {
                    listed.add(difference);
                }
            });
            var total = counts.stream().mapToInt(FileCount::differences).sum();
            return new Payload(total == 0, counts, listed, total, List.of());
        } catch (SourceException e) {
            return new Payload(false, List.of(), List.of(), 0,
                    List.of(UserError.of(e.code()).at("input", "path").saying(e.getMessage())));
        }
    }
}
