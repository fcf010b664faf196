package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.imports.formats.EntryFiles.Shape;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.SourceEntry;

/**
 * The folder {@code config} of MediaOS, the folder around it, or one of its files. Each entry of a file is a record, whatever
 * it is about. They bring users with their roles, so not everybody may import them.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
public final class MediaOsFolder implements FormatReader {

    /** The format's name. */
    public static final String FORMAT = "MEDIAOS";

    private static final String FOLDER = "config/";
    private static final String ENDING = ".json";

    private final EntryFiles files;

    MediaOsFolder(EntryFiles files) {
        this.files = files;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    @Override
    public boolean takes(String fileName) {
        return files.shapes().stream().anyMatch(shape -> fileName.equals(shape.name() + ENDING));
    }

    /** A file that is there. */
    private record Found(Shape shape, String path) {
    }

    private List<Found> found(ImportSource source) {
        if (!source.isFolder()) {
            var name = source.path().getFileName().toString();
            return files.shapes().stream().filter(shape -> name.equals(shape.name() + ENDING))
                    .map(shape -> new Found(shape, name)).toList();
        }
        var here = found(source, "");
        return here.isEmpty() ? found(source, FOLDER) : here;
    }

    private List<Found> found(ImportSource source, String folder) {
        return files.shapes().stream().map(shape -> new Found(shape, folder + shape.name() + ENDING))
                .filter(file -> source.holds(file.path())).toList();
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        var found = found(source);
        var alike = new ArrayList<Found>();
        for (var file : found) {
            var beginning = JsonBeginning.of(source.file(file.path()));
            if (beginning.isObject() && !beginning.isApiAnswer() && !beginning.isPlexAnswer()
                    && !beginning.isLinesWithKind()) {
                if (file.shape().list().filter(beginning::hasMember).isPresent() || !source.isFolder()) {
                    return true;
                }
                alike.add(file);
            }
        }
        // Their names alone are those of many files.
        return alike.size() > 1;
    }

    @Override
    public boolean isExport(ImportSource folder) throws SourceException {
        return found(folder, "").isEmpty() && recognises(folder);
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        if (found(source).isEmpty()) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "There is no file of MediaOS here ("
                    + files.shapes().stream().map(shape -> shape.name() + ENDING).collect(Collectors.joining(", "))
                    + "), and none in a folder config.");
        }
    }

    @Override
    public void prepare(ImportSource source, Reading reading) throws SourceException {
        var locked = files.locked(secretEntries(source, reading));
        if (locked.isPresent()) {
            throw new SourceException(SourceErrors.LOCKED, locked.get());
        }
    }

    /** {@return the entries of the files that hold secrets} */
    public List<SourceEntry> secretEntries(ImportSource source, Reading reading) {
        var entries = new ArrayList<SourceEntry>();
        read(source, reading, found(source).stream().filter(file -> file.shape().secret()).toList(),
                record -> record.entry().ifPresent(entries::add));
        return entries;
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        read(source, reading, found(source), records);
    }

    private void read(ImportSource source, Reading reading, List<Found> found, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        for (var file : found) {
            if (reading.isWanted(file.shape().name())) {
                stream.one(source, file.path(), opened -> new EntryReading(opened, file.shape(), files, stream,
                        reading.source()).read());
            }
        }
    }

    /** {@return the names of the files that are there, without their ending} */
    public List<String> names(ImportSource source) {
        return found(source).stream().map(file -> file.shape().name()).toList();
    }
}
