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
     * A source whose format is known.
     *
     * @param source what was named, or the one folder in it that holds an export
     */
    public record Located(ImportFormat format, ImportSource source) {
    }

    /**
     * {@return the source with its format, recognised by its content where none is named; where a folder holds nothing to import but one
     * folder that does, that one}
     *
     * @throws SourceException where it isn't of the named format, or of none
     */
    public Located locate(ImportSource named, @Nullable ImportFormat format) throws SourceException {
        var source = named.isFolder() && !PlexExporter.isExport(named) ? named.orOnlyFolderBelow() : named;
        var found = format == null ? recognise(source) : format;
        of(found).check(source);
        return new Located(found, source);
    }

    private ImportFormat recognise(ImportSource source) throws SourceException {
        for (var format : ImportFormat.values()) {
            // Before anything else is read into its parts.
            if (of(format).recognises(source)) {
                return format;
            }
            PlexExporter.refusePart(source);
        }
        throw JsonBeginning.ofFirst(source)
                .instead("in a format that is known (" + List.of(ImportFormat.values()) + ")");
    }
}
