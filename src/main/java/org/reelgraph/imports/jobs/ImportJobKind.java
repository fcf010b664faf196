package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.imports.undo.UndoJobs;
import org.reelgraph.imports.uploads.UploadedFolders;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports as jobs. The input is that of {@code importLibrary}. */
@Singleton
class ImportJobKind implements ImportingKind {

    /** The kind's name. */
    static final String NAME = "IMPORT";
    /** The prefix of global ids of imports. */
    static final String PREFIX = "importjob";

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobKind.class);
    private static final String PATH = "path";
    private static final String FORMAT = "format";
    private static final String FILES = "files";
    private static final String RESTORED = "restored";
    private static final String UPLOAD = "upload";
    private static final String ONLY = "only";

    private final JobRunner runner;
    private final JobStores stores;
    private final FormatReaders readers;
    private final ImportListeners listeners;
    private final Folders folders;
    private final UploadedFolders uploads;

    ImportJobKind(JobRunner runner, JobStores stores, FormatReaders readers, ImportListeners listeners,
            Folders folders, UploadedFolders uploads) {
        this.runner = runner;
        this.stores = stores;
        this.readers = readers;
        this.listeners = listeners;
        this.folders = folders;
        this.uploads = uploads;
    }

    /** {@return the input of a job} */
    static Map<String, Object> input(String path, @Nullable String format, ImportOptions options) {
        var input = new HashMap<String, Object>();
        input.put(PATH, path);
        input.put(FORMAT, format);
        input.put("source", options.source());
        input.put("onConflict", options.onConflict().name());
        input.put("errorPolicy", options.errorPolicy().name());
        input.put("prune", options.prune());
        input.put("strict", options.strict());
        input.put("dryRun", options.dryRun());
        input.put("complete", options.missing().complete());
        input.put("removeMissing", options.missing().remove());
        input.put("maxRemovals", options.missing().maxRemovals());
        input.put("confirmDeletions", options.confirmDeletions());
        input.values().removeIf(value -> value == null);
        return input;
    }

    /**
     * {@return the input of a job that makes an item what a file tells of it; only the program itself can ask for it}
     *
     * @param item what it was when the file was made, if it is still there
     */
    static Map<String, Object> restoring(String path, String format, ImportOptions options, long item) {
        var input = input(path, format, options);
        input.put(RESTORED, item);
        return input;
    }

    /**
     * {@return the input of a job that imports uploaded files; only the program itself can ask for it}
     *
     * @param name   what the files are called
     * @param upload the reference of their folder
     */
    static Map<String, Object> uploaded(String name, String format, ImportOptions options, String upload) {
        var input = input(name, format, options);
        input.put(UPLOAD, upload);
        return input;
    }

    /** {@return the input of a job that imports nothing but some files; only the program itself can ask for it} */
    static Map<String, Object> only(Map<String, Object> input, Set<String> files) {
        if (!files.isEmpty()) {
            input.put(ONLY, files.stream().sorted().toList());
        }
        return input;
    }

    private static Set<String> only(Map<String, Object> input) {
        return input.get(ONLY) instanceof List<?> names
                ? names.stream().map(Object::toString).collect(Collectors.toSet())
                : Set.of();
    }

    /** {@return the reference of the folder of uploaded files that a job imports, if it does} */
    static Optional<String> upload(Map<String, Object> input) {
        return Optional.ofNullable(input.get(UPLOAD)).map(Object::toString);
    }

    private static Optional<Long> restored(Map<String, Object> input) {
        return Optional.ofNullable(input.get(RESTORED)).map(item -> ((Number) item).longValue());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "ImportJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        var validation = Validation.ofRequest();
        var options = OptionsInput.read(input, validation);
        stores.guard().check(options.confirmDeletions()).ifPresent(why -> validation.error(UserErrorCode.NOT_FOUND, why,
                OptionsInput.PLACE.below("confirmDeletions")));
        if (input.get(FILES) != null) {
            validation.error(UserErrorCode.INVALID, "Uploaded files can't be imported again and again; give the path"
                    + " of files in the import folder.", OptionsInput.PLACE.below(FILES));
        }
        if (validation.errors().isEmpty()) {
            try {
                var format = locate(input).format();
                if (readers.of(format).role() != role()) {
                    validation.error(UserErrorCode.INVALID, "Only an admin can import " + format
                            + ", and not by a schedule.", OptionsInput.PLACE.below(FORMAT));
                }
            } catch (SourceException e) {
                validation.error(e.code(), e.getMessage(), OptionsInput.PLACE.below(PATH));
            }
        }
        return validation.errors().stream().map(ImportJobKind::withinInput).toList();
    }

    // The beginning of the path is where a mutation has the input.
    private static UserError withinInput(UserError error) {
        return UserError.of(error.code()).at(error.path().subList(1, error.path().size())).saying(error.message());
    }

    private FormatReaders.Located locate(Map<String, Object> input) throws SourceException {
        return readers.locate(ImportSource.below(folders.importDir(), text(input, PATH)),
                (String) input.get(FORMAT));
    }

    private static String text(Map<String, Object> input, String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString).orElse("");
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        return Optional.of(NAME + " " + Sha256.hex(JobInput.write(inFull(input))));
    }

    // However a client writes it: what it leaves out is what it would be by default.
    private Map<String, Object> inFull(Map<String, Object> input) {
        if (upload(input).isPresent()) {
            return input; // each upload is a piece of work of its own
        }
        var options = OptionsInput.read(input, Validation.ofRequest());
        try {
            var found = locate(input);
            return only(input(nameOf(found.source().path()), found.format(), options), only(input));
        } catch (SourceException e) {
            // Only the command line has what isn't below the import folder, and it names the format.
            return only(input(text(input, PATH), (String) input.get(FORMAT), options), only(input));
        }
    }

    /** {@return a path as jobs have it: relative to the import folder if it is below} */
    String nameOf(Path path) throws SourceException {
        var importFolder = ImportSource.below(folders.importDir(), ".").path();
        return path.equals(importFolder)
                ? "."
                : path.startsWith(importFolder) ? importFolder.relativize(path).toString() : path.toString();
    }

    @Override
    public Optional<String> source(JobOwner.Kind owner, Map<String, Object> input) {
        if (upload(input).isPresent()) {
            return Optional.empty();
        }
        try {
            var source = sourceOf(owner, text(input, PATH));
            return isReadable(source.path())
                    ? readers.fingerprint(source).map(found -> source.path() + " " + found)
                    : Optional.empty();
        } catch (SourceException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isForHere(Map<String, Object> input) {
        return upload(input).map(uploads::areHere).orElse(true);
    }

    private ImportSource sourceOf(JobOwner.Kind owner, String path) throws SourceException {
        return owner == JobOwner.Kind.COMMAND_LINE
                ? ImportSource.anywhere(Path.of(path), folders.importDir())
                : ImportSource.below(folders.importDir(), path);
    }

    private static boolean isReadable(Path source) {
        try (var files = Files.walk(source)) {
            return files.allMatch(Files::isReadable);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void queued(Job job, Map<String, Object> input) {
        var options = OptionsInput.read(input, Validation.ofRequest());
        stores.jobs().save(ImportJob.of(job.id(), formatOf(input), Required.member(input, PATH), options));
    }

    @Override
    public Runnable replaced(Job job) {
        return stores.replaced(job);
    }

    private String formatOf(Map<String, Object> input) {
        try {
            return input.get(FORMAT) == null ? locate(input).format() : text(input, FORMAT);
        } catch (SourceException e) {
            throw new IllegalArgumentException("The input was not checked: " + e.getMessage(), e);
        }
    }

    @Override
    public JobEnd run(JobRun run) {
        var job = stores.write(() -> stores.jobs().find(run.job().id())).orElseThrow();
        try {
            var source = sourceOf(run, job);
            if (job.processed() > 0 && job.isWrittenInParts()) {
                run.log(LogLevel.INFO, "It goes on after " + job.processed() + " records.");
            }
            return runner.run(job, run, source, restored(run.input()), only(run.input()),
                    listeners.of(job.id()));
        } catch (SourceException e) {
            return JobEnd.failed(job.processed() == 0
                    ? e.getMessage()
                    : "The program ended before the import did, and this one can't go on. " + e.getMessage()
                            + JobRunner.kept(job));
        }
    }

    private ImportSource sourceOf(JobRun run, ImportJob job) throws SourceException {
        var upload = upload(run.input());
        if (upload.isEmpty()) {
            return sourceOf(run.job().ownerKind(), job.path());
        }
        var folder = uploads.folder(upload.get());
        return ImportSource.anywhere(folder, folder);
    }

    // What failed can be tried again for some time.
    private void release(String upload, boolean isDone) {
        stores.transactions().afterCommit(() -> {
            if (isDone) {
                uploads.remove(upload);
            } else {
                uploads.release(upload);
            }
        });
    }

    @Override
    public void ended(Job job) {
        stores.formerKeys().delete(job.id());
        stores.jobs().find(job.id()).ifPresent(imported -> {
            var failed = job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
            upload(JobInput.read(job.input())).ifPresent(upload -> release(upload, !failed && imported.failed() == 0));
            if (failed && imported.options().rejectsAll() && !Checkpoint.isSettled(job.checkpoint())) {
                stores.jobs().skipAll(job.id());
                stores.jobs().update(imported.rejected());
            }
            stores.audit().record(Actor.SYSTEM, "endImport",
                    job.state() == JobState.FAILED ? Outcome.FAILED : Outcome.SUCCESS,
                    GlobalId.of(PREFIX, job.id()), imported.path() + ": " + job.state());
            LOG.info("{} of {} ended as {}: {} created, {} updated, {} unchanged, {} skipped, {} failed",
                    imported.dryRun() ? "Dry run" : "Import", imported.path(), job.state(), imported.created(),
                    imported.updated(), imported.unchanged(), imported.skipped(), imported.failed());
        });
    }

    @Override
    public Role role(Job job) {
        // A schedule imports nothing that needs another one.
        return Optional.ofNullable((String) JobInput.read(job.input()).get(FORMAT)).map(readers::of)
                .map(FormatReader::role).orElseGet(this::role);
    }

    @Override
    public Optional<JobRequest> reversal(Job job, JobOwner owner) {
        return Optional.of(UndoJobs.reversal(GlobalId.of(PREFIX, job.id()), owner));
    }

    @Override
    public Optional<Map<String, Object>> retry(Job ended, Map<String, Object> input) {
        var unfinished = ended.state() == JobState.FAILED || ended.state() == JobState.CANCELLED;
        return stores.jobs().find(ended.id()).filter(imported -> unfinished || imported.failed() > 0)
                .map(imported -> input);
    }
}
