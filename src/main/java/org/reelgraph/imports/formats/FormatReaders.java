package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The readers of all formats; also finds the reader for a source. */
@Singleton
public final class FormatReaders {

    private final Map<ImportFormat, FormatReader> readers = new EnumMap<>(ImportFormat.class);

    FormatReaders(List<FormatReader> readers) {
        readers.forEach(reader -> this.readers.put(reader.format(), reader));
    }

    /** {@return the reader of a format} */
    public FormatReader of(ImportFormat format) {
        return readers.get(format);
    }

    /**
     * A source with a known format.
     *
     * @param source the source that was given, or the only folder in it that holds an export
     */
    public record Located(ImportFormat format, ImportSource source) {
    }

    /**
     * {@return the source and its format, which is detected from the content if none is given} If a folder contains
     * nothing to import except one folder that does, that folder is used.
     *
     * @throws SourceException if it doesn't have the given format, or any known format
     */
    public Located locate(ImportSource named, @Nullable ImportFormat format) throws SourceException {
        var source = named.isFolder() && !PlexExporter.isExport(named) ? named.orOnlyFolderBelow() : named;
        var found = format == null ? recognise(source) : format;
        of(found).check(source);
        return new Located(found, source);
    }

    private ImportFormat recognise(ImportSource source) throws SourceException {
        for (var format : ImportFormat.values()) {
            // Before any other format takes the folder's files for its own.
            if (of(format).recognises(source)) {
                return format;
            }
            PlexExporter.refusePart(source);
        }
        throw JsonBeginning.ofFirst(source)
                .instead("in a known format (" + List.of(ImportFormat.values()) + ")");
    }
}
