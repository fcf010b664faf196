package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;

/**
 * A folder of responses from Plex Media Server's API, one per file: the metadata of movies, shows and episodes, and the
 * lists of the seasons of shows.
 */
@Singleton
final class PlexApi implements FormatReader {

    static final String FORMAT = "PLEX_API";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isPlexAnswer();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isPlexAnswer()) {
            throw beginning.instead("a response of Plex Media Server's API");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        new PlexApiReading(source, reading, records).read();
    }
}
