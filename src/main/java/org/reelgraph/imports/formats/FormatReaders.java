package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The readers of all formats, and which of them a source needs. */
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
     * {@return the source's format, recognised by its content where none is named}
     *
     * @throws SourceException where it isn't of the named format, or of none
     */
    public ImportFormat formatOf(ImportSource source, @Nullable ImportFormat named) throws SourceException {
        var format = named == null ? recognise(source) : named;
        of(format).check(source);
        return format;
    }

    private static ImportFormat recognise(ImportSource source) throws SourceException {
        if (source.isFolder() && PlexExporter.isExport(source)) {
            return ImportFormat.PLEX_EXPORTER;
        }
        PlexExporter.refusePart(source);
        var beginning = JsonBeginning.ofFirst(source);
        if (beginning.isArray()) {
            return ImportFormat.TAUTULLI_EXPORT;
        }
        if (beginning.isLinesWithKind()) {
            return ImportFormat.JSON_LINES;
        }
        throw beginning.instead("in a format that is known (" + List.of(ImportFormat.values()) + ")");
    }
}
