package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.UploadedFile;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.FormatReaders.Located;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.uploads.UploadedFolders;
import org.reelgraph.imports.uploads.UploadedSource;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.OwnJob;
import org.reelgraph.jobs.Submission;
import org.reelgraph.storage.Folders;

/** Accepts imports, for the queue or to run them in this program. */
@Singleton
public class ImportJobs {

    /** An import that has ended. */
    public record Ended(Job job, ImportJob imported) {
    }

    private final FormatReaders readers;
    private final JobQueue queue;
    private final OwnJob own;
    private final ImportJobKind kind;
    private final ImportListeners listeners;
    private final ImportJobRepository imports;
    private final ImportRecordReader records;
    private final JobStores stores;
    private final Folders folders;
    private final UploadedSource uploaded;
    private final UploadedFolders uploads;
    private volatile long current;
    private volatile boolean stopped;

    ImportJobs(FormatReaders readers, JobQueue queue, OwnJob own, ImportJobKind kind, ImportListeners listeners,
            ImportJobRepository imports, ImportRecordReader records, JobStores stores, Folders folders,
            UploadedSource uploaded, UploadedFolders uploads) {
        this.readers = readers;
        this.queue = queue;
        this.own = own;
        this.kind = kind;
        this.listeners = listeners;
        this.imports = imports;
        this.records = records;
        this.stores = stores;
        this.folders = folders;
        this.uploaded = uploaded;
        this.uploads = uploads;
    }

    /**
     * {@return a new queued job, or the one that does the same}
     *
     * @param path   relative to the import folder
     * @param format detected from the content if null
     * @throws SourceException if there is nothing to import at the path, or nothing with this format
     */
    Submission enqueue(Actor who, String path, @Nullable String format, ImportOptions options)
            throws SourceException {
        return submitted(who, readers.locate(ImportSource.below(folders.importDir(), path), format), options,
                Set.of(), JobQueue.ANYBODY);
    }

    /**
     * {@return a new queued job that imports nothing but some files, or the one that does the same}
     *
     * @param action the mutation's field
     * @param only   the names of the files; empty to import all
     * @throws SourceException if they can't be read
     */
    public Submission enqueue(Actor who, String action, Located found, ImportOptions options, Set<String> only)
            throws SourceException {
        var path = kind.nameOf(found.source().path());
        return submitted(who, action, path,
                ImportJobKind.only(ImportJobKind.input(path, found.format(), options), only),
                JobQueue.ANYBODY);
    }

    /**
     * {@return the source at a path that is relative to the import folder, and its format}
     *
     * @param format detected from the content if null
     * @throws SourceException if there is nothing to import at the path, or nothing with this format
     */
    public Located locate(String path, @Nullable String format) throws SourceException {
        return readers.locate(ImportSource.below(folders.importDir(), path), format);
    }

    /**
     * {@return a new queued job that imports uploaded files}
     *
     * @param format detected from the content if null
     * @throws SourceException if they can't be imported
     */
    Submission enqueue(Actor who, List<UploadedFile> files, @Nullable String format, ImportOptions options)
            throws SourceException {
        var found = uploaded.of(files, format);
        var name = UploadedSource.nameOf(files);
        var upload = uploads.keep(found.source().path());
        try {
            return submitted(who, name, ImportJobKind.uploaded(name, found.format(), options, upload),
                    JobQueue.ANYBODY);
        } catch (RuntimeException e) {
            uploads.remove(upload);
            throw e;
        }
    }

    private Submission submitted(Actor who, Located found, ImportOptions options, Set<String> only,
            Reservation reservation) throws SourceException {
        var path = kind.nameOf(found.source().path());
        return submitted(who, path, ImportJobKind.only(ImportJobKind.input(path, found.format(), options), only),
                reservation);
    }

    private Submission submitted(Actor who, String path, Map<String, Object> input, Reservation reservation) {
        return submitted(who, "importLibrary", path, input, reservation);
    }

    private Submission submitted(Actor who, String action, String path, Map<String, Object> input,
            Reservation reservation) {
        var request = new JobRequest(ImportJobKind.NAME, input, JobOwner.of(who), 0, kind.key(input).orElse(null));
        var role = readers.of(Required.<String>member(input, "format")).role();
        return stores.write(() -> stores.audit().within(who.needing(role), action,
                () -> queue.submit(request, reservation),
                submission -> GlobalId.of(ImportJobKind.PREFIX, submission.job().id()), submission -> path));
    }

    /**
     * Has any file or folder imported: by a server of this machine or, without one, by this program; if a job is running,
     * after that.
     *
     * @param path    any path; it may also be relative to the import folder
     * @param format  detected from the content if null
     * @param isLocal whether this program has to do it, even if there is a server
     * @return the finished job
     * @throws SourceException if there is nothing to import at the path, or nothing with this format
     */
    public Ended run(Path path, @Nullable String format, ImportOptions options, JobListener listener,
            boolean isLocal) throws SourceException, InterruptedException {
        return run(path, format, options, Set.of(), listener, isLocal);
    }

    /**
     * Has nothing but some files imported, as the other does.
     *
     * @param only the names of the files; empty to import all
     */
    public Ended run(Path path, @Nullable String format, ImportOptions options, Set<String> only, JobListener listener,
            boolean isLocal) throws SourceException, InterruptedException {
        var found = readers.locate(ImportSource.anywhere(path, folders.importDir()), format);
        var reservation = own.reservation(isLocal);
        var submission = submitted(Actor.COMMAND_LINE, found, options, only, reservation);
        var id = submission.job().id();
        var followed = new FollowedImport(listener, imports, records);
        listeners.add(id, followed);
        try {
            current = id;
            if (stopped) {
                queue.cancel(id);
            }
            if (submission.joined()) {
                listener.joins();
            }
            var ended = own.run(submission.job(), reservation, followed);
            var imported = stores.write(() -> stores.jobs().find(id)).orElseThrow();
            followed.end(imported);
            return new Ended(ended, imported);
        } finally {
            listeners.remove(id);
        }
    }

    /** Cancels the import that this program runs or waits for. */
    public void cancel() {
        stopped = true;
        var id = current;
        if (id != 0) {
            queue.cancel(id);
        }
    }
}
