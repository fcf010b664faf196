package org.reelgraph.mediaos.importing;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.formats.MediaOsFolder;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.Submission;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.library.LibraryFile;

/** The mutation importMediaOs, which opens the secrets and queues a job. */
@Singleton
class ImportMediaOsMutation implements SchemaContributor {

    /** The input of {@code importMediaOs}. */
    @Introspected
    record ImportMediaOsInput(String path, Optional<List<String>> only, Optional<String> key, Optional<String> source,
            Optional<String> onConflict, Optional<String> errorPolicy, Optional<Boolean> dryRun) {
    }

    /**
     * The payload of importMediaOs.
     *
     * @param job    null if the input was rejected
     * @param joined whether the job was there already
     */
    public record Payload(@Nullable Job job, boolean joined, List<UserError> userErrors) implements MutationPayload {

        static Payload refused(List<UserError> errors) {
            return new Payload(null, false, errors);
        }
    }

    private final ImportJobs jobs;
    private final MediaOsKey key;
    private final MediaOsFiles files;
    private final ReadSettings reads;

    ImportMediaOsMutation(ImportJobs jobs, MediaOsKey key, MediaOsFiles files, ReadSettings reads) {
        this.jobs = jobs;
        this.key = key;
        this.files = files;
        this.reads = reads;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("importMediaOs", ImportMediaOsInput.class, this::run);
        schema.type("ImportMediaOsPayload", Payload.class);
    }

    private Payload run(ImportMediaOsInput input, DataFetchingEnvironment env) {
        var validation = Validation.ofRequest();
        var options = OptionsInput.read(options(input), validation);
        var only = Set.copyOf(input.only().orElse(List.of()));
        files.unknown(only).ifPresent(message -> validation.error(UserErrorCode.NOT_FOUND, message,
                OptionsInput.PLACE.below("only")));
        if (!validation.errors().isEmpty()) {
            return Payload.refused(validation.errors());
        }
        if (reads.areFromFiles() && !input.dryRun().orElse(false)) {
            throw ReadSettings.refusal(only.stream().sorted().findFirst().orElse(files.all().getFirst().name()));
        }
        try {
            var found = jobs.locate(input.path(), MediaOsFolder.FORMAT);
            var given = input.key().filter(text -> !text.isBlank()).or(key::given);
            if (given.isPresent()) {
                key.open(found.source(), only, given.get());
            } else {
                requireNoKey(key.whyNeeded(found.source(), only));
            }
            Submission queued = jobs.enqueue(Actor.of(Caller.of(env)), "importMediaOs", found, options, only);
            return new Payload(queued.job(), queued.joined(), List.of());
        } catch (SourceException e) {
            return Payload.refused(List.of(UserError.of(e.code())
                    .at("input", e.code().equals(SourceErrors.LOCKED) ? "key" : "path").saying(e.getMessage())));
        }
    }

    private static void requireNoKey(Optional<String> why) throws SourceException {
        if (why.isPresent()) {
            throw new SourceException(SourceErrors.LOCKED, why.get());
        }
    }

    private static Map<String, Object> options(ImportMediaOsInput input) {
        var options = new HashMap<String, Object>();
        options.put("source", input.source().orElse(LibraryFile.SOURCE));
        input.onConflict().ifPresent(policy -> options.put("onConflict", policy));
        input.errorPolicy().ifPresent(policy -> options.put("errorPolicy", policy));
        options.put("dryRun", input.dryRun().orElse(false));
        return options;
    }
}
