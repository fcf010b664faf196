package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.reelgraph.exports.files.Draft;
import org.reelgraph.exports.formats.ExportFormats;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobState;

/** The folder of finished exports, and where else an export of the command line goes. */
@Singleton
class ExportFolder {

    private final ExportSettings settings;
    private final ExportFormats formats;

    ExportFolder(ExportSettings settings, ExportFormats formats) {
        this.settings = settings;
        this.formats = formats;
    }

    /**
     * Where an export goes.
     *
     * @param end  its path
     * @param form what it consists of there
     */
    record Destination(Path end, Draft.Form form) {
    }

    /** {@return the draft of a job's export} */
    Draft draft(Job job) throws IOException {
        var destination = destination(job);
        Files.createDirectories(settings.dir());
        return Draft.of(destination.end(), destination.form(), nameOf(job));
    }

    /** {@return where a job's export goes: only the command line may name a path} */
    Destination destination(Job job) {
        var input = input(job);
        var isOneFile = !formats.of(input.format()).onlyFile().isEmpty();
        return input.path().filter(any -> job.ownerKind() == JobOwner.Kind.COMMAND_LINE).map(Path::of)
                .map(path -> new Destination(path, isOneFile ? Draft.Form.FILE : formOf(path)))
                .orElseGet(() -> new Destination(settings.dir().resolve(nameOf(job, input)),
                        isOneFile ? Draft.Form.FILE : Draft.Form.ZIP));
    }

    private static ExportInput input(Job job) {
        return ExportInput.of(JobInput.read(job.input()));
    }

    private static Draft.Form formOf(Path path) {
        return path.getFileName().toString().endsWith(".zip") ? Draft.Form.ZIP : Draft.Form.FOLDER;
    }

    // From the job's number and the format alone, so that it can't lead anywhere else.
    private String nameOf(Job job, ExportInput input) {
        var only = formats.of(input.format()).onlyFile();
        return nameOf(job) + (only.isEmpty() ? ".zip" : only.substring(only.lastIndexOf('.')));
    }

    private static String nameOf(Job job) {
        return GlobalId.of(ExportJobKind.PREFIX, job.id());
    }

    /** {@return the file of a job's export that can be downloaded here} */
    Optional<Path> download(Job job) {
        var destination = destination(job);
        return Optional.of(destination.end()).filter(end -> job.state() == JobState.SUCCEEDED
                && settings.dir().equals(end.getParent()) && Files.isRegularFile(end));
    }

    /** {@return until when an export is kept that can be downloaded here} */
    Optional<Instant> keptUntil(Job job) {
        return download(job).flatMap(file -> Optional.ofNullable(job.finishedAt()))
                .map(ended -> ended.plus(settings.retention()));
    }

    /** Removes what a job that has ended didn't finish. */
    void removeLeftOf(Job job) {
        try {
            Draft.removeLeftOf(destination(job).end(), nameOf(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how many exports are removed, since they were written before a time} */
    int removeBefore(Instant before) {
        if (!Files.isDirectory(settings.dir())) {
            return 0;
        }
        try (var files = Files.list(settings.dir())) {
            var removed = 0;
            for (var file : files.filter(ExportFolder::isExport).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
            return removed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isExport(Path file) {
        var name = file.getFileName().toString();
        return (name.startsWith(ExportJobKind.PREFIX + "_") || name.startsWith("." + ExportJobKind.PREFIX + "_"))
                && Files.isRegularFile(file);
    }
}
