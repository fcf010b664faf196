package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.formats.trees.TautulliTrees;

/** The JSON of Tautulli's "export metadata": an array of movies or shows. */
@Singleton
final class TautulliExport implements FormatReader {

    static final String FORMAT = "TAUTULLI_EXPORT";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isArray();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isArray()) {
            throw beginning.instead("a metadata export of Tautulli, which is a JSON array");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        stream.each(source, file -> read(file, reading, stream));
    }

    /** Reads one file. */
    static void read(SourceFile file, Reading reading, RecordStream stream) {
        var trees = new TautulliTrees(reading);
        stream.array(file, trees, RecordStream.ofTrees(trees));
    }
}
