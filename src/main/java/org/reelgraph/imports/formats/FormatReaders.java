package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The readers of all formats; also finds the reader for a source. */
@Singleton
public final class FormatReaders {

    private final List<FormatReader> readers;
    private final Map<String, FormatReader> byFormat;

    /** @param readers in the order in which they are asked whether they recognise a source */
    FormatReaders(List<FormatReader> readers) {
        this.readers = readers;
        byFormat = readers.stream().collect(Collectors.toMap(FormatReader::format, Function.identity()));
    }

    /** {@return the names of all formats} */
    public NavigableSet<String> formats() {
        return new TreeSet<>(byFormat.keySet());
    }

    /**
     * {@return the reader of a format}
     *
     * @throws IllegalArgumentException if there is none
     */
    public FormatReader of(String format) {
        var reader = byFormat.get(format);
        if (reader == null) {
            throw new IllegalArgumentException("There is no format " + format + ", only " + formats() + ".");
        }
        return reader;
    }

    /**
     * A source with a known format.
     *
     * @param source the source that was given, or the only folder in it that holds an export
     */
    public record Located(String format, ImportSource source) {
    }

    /**
     * {@return the source and its format, which is detected from the content if none is given} If a folder contains
     * nothing to import except one folder that does, that folder is used.
     *
     * @throws SourceException if it doesn't have the given format, or any known format
     */
    public Located locate(ImportSource named, @Nullable String format) throws SourceException {
        var source = named.isFolder() && !isExport(named) ? named.orOnlyFolderBelow(this::isExport) : named;
        var reader = format == null ? recognise(source) : of(format);
        reader.check(source);
        return new Located(reader.format(), source);
    }

    /**
     * {@return what differs if any file of a source was added, removed or changed; empty if there is no file to import}
     *
     * @throws SourceException if the source can't be read
     */
    public Optional<String> fingerprint(ImportSource source) throws SourceException {
        return SourceFingerprint.of(source, this::take);
    }

    /** {@return whether a file of this name may be imported by itself} */
    public boolean take(String fileName) {
        return readers.stream().anyMatch(reader -> reader.takes(fileName));
    }

    private boolean isExport(ImportSource folder) throws SourceException {
        for (var reader : readers) {
            if (reader.isExport(folder)) {
                return true;
            }
        }
        return false;
    }

    private FormatReader recognise(ImportSource source) throws SourceException {
        for (var reader : readers) {
            if (reader.recognises(source)) {
                return reader;
            }
        }
        throw JsonBeginning.ofFirst(source).instead("in a known format (" + formats() + ")");
    }
}
