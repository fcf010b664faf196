package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;

/**
 * A folder of Kodi's NFO files, as Kodi, Jellyfin and others write them: {@code tvshow.nfo} with the files of its
 * seasons and episodes in folders below, and {@code movie.nfo} or files named like the movie.
 */
@Singleton
// Where there are such files and no JSON beside them, nothing else is meant.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class KodiNfo implements FormatReader {

    static final String FORMAT = "KODI_NFO";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean takes(String fileName) {
        return KodiFolders.isNfo(fileName);
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return source.isFolder()
                ? source.namesIn("").isEmpty() && new KodiFolders(source).holdAny()
                : KodiFolders.isNfo(source.path().getFileName().toString());
    }

    @Override
    public boolean isExport(ImportSource folder) throws SourceException {
        return recognises(folder);
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        if (!(source.isFolder()
                ? new KodiFolders(source).holdAny()
                : KodiFolders.isNfo(source.path().getFileName().toString()))) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "There is no file with the ending .nfo.");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        new KodiReading(source, reading, new RecordStream(records, reading)).read();
    }
}
