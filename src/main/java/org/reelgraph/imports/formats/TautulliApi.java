package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of answers of Tautulli's HTTP API, one file each. What the lists of sections name is taken with its metadata and, of a show, with
 * the lists of its children, as far as these answers are there. An empty answer proves nothing, since Tautulli gives it where Plex can't
 * be reached.
 */
@Singleton
final class TautulliApi implements FormatReader {

    @Override
    public ImportFormat format() {
        return ImportFormat.TAUTULLI_API;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isApiAnswer();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isApiAnswer()) {
            throw beginning.instead("an answer of Tautulli's API");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        new ApiReading(source, reading, records).read();
    }

    @Override
    public Optional<String> gap(ImportSource source) {
        try {
            var pages = new ApiPages();
            for (var name : source.names()) {
                var file = source.file(name);
                if (ApiAnswer.of(file).kind() == ApiAnswer.Kind.LIST) {
                    pages.add(file);
                }
                file.verifyUnchanged();
            }
            return pages.gap();
        } catch (SourceException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of("Not all files can be read again.");
        }
    }
}
