package org.reelgraph.imports.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.graphql.schema.UploadedFile;
import org.reelgraph.imports.deletion.DeletionGuard;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.Submission;

/** The mutation importLibrary, which queues a job and returns at once. */
@Singleton
class ImportLibraryMutation implements SchemaContributor {

    /**
     * The payload of importLibrary.
     *
     * @param job    null if the input was rejected
     * @param joined whether the job was there already
     */
    public record Payload(@Nullable Job job, boolean joined, List<UserError> userErrors) implements MutationPayload {
    }

    private static final String PATH = "path";
    private static final String FILES = "files";

    private final ImportJobs jobs;
    private final FormatReaders readers;
    private final DeletionGuard guard;

    ImportLibraryMutation(ImportJobs jobs, FormatReaders readers, DeletionGuard guard) {
        this.jobs = jobs;
        this.readers = readers;
        this.guard = guard;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("importLibrary", this::importLibrary);
        schema.type("ImportLibraryPayload", Payload.class);
        schema.enumeration("ImportFormat", readers.formats());
    }

    private Payload importLibrary(DataFetchingEnvironment env) {
        Map<String, Object> input = Required.argument(env, "input");
        var validation = Validation.ofRequest();
        var options = OptionsInput.read(input, validation);
        guard.check(options.confirmDeletions()).ifPresent(why -> validation.error(UserErrorCode.NOT_FOUND, why,
                OptionsInput.PLACE.below("confirmDeletions")));
        if (!validation.errors().isEmpty()) {
            return new Payload(null, false, validation.errors());
        }
        var files = files(input);
        var place = OptionsInput.PLACE.below(files.isEmpty() ? PATH : FILES);
        try {
            var queued = queued(Actor.of(Caller.of(env)), input, files, options);
            return new Payload(queued.job(), queued.joined(), List.of());
        } catch (SourceException e) {
            validation.error(e.code(), e.getMessage(), place);
            return new Payload(null, false, validation.errors());
        }
    }

    @SuppressWarnings("unchecked") // the schema says so
    private static List<UploadedFile> files(Map<String, Object> input) {
        return (List<UploadedFile>) Objects.requireNonNullElse(input.get(FILES), List.of());
    }

    private Submission queued(Actor who, Map<String, Object> input, List<UploadedFile> files, ImportOptions options)
            throws SourceException {
        var path = Optional.ofNullable((String) input.get(PATH));
        var format = (String) input.get("format");
        if (path.isPresent() == !files.isEmpty()) {
            throw new SourceException(path.isPresent() ? UserErrorCode.INVALID : UserErrorCode.REQUIRED,
                    "Give either a path in the import folder, or files.");
        }
        return path.isPresent()
                ? jobs.enqueue(who, path.get(), format, options)
                : jobs.enqueue(who, files, format, options);
    }
}
