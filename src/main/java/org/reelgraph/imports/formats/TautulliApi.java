package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;

/**
 * A folder of responses from Tautulli's HTTP API, one per file. Each item in the section lists is imported with its
 * metadata and, if it is a show, with the lists of its children, as far as these responses exist. An empty response
 * proves nothing, since Tautulli also returns it if it can't reach Plex.
 */
@Singleton
final class TautulliApi implements FormatReader {

    static final String FORMAT = "TAUTULLI_API";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isApiAnswer();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isApiAnswer()) {
            throw beginning.instead("a response of Tautulli's API");
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
