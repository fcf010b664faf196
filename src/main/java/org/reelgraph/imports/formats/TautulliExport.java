package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.reelgraph.imports.records.Origin;

/** The JSON that Tautulli's "export metadata" writes: an array of movies or shows. */
@Singleton
final class TautulliExport implements FormatReader {

    static final List<String> ENDINGS = List.of(".json");

    @Override
    public ImportFormat format() {
        return ImportFormat.TAUTULLI_EXPORT;
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        for (var file : source.files(ENDINGS)) {
            var beginning = JsonBeginning.of(file);
            if (!beginning.isArray()) {
                throw beginning.instead("a metadata export of Tautulli, which is a JSON array");
            }
            return;
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(reading, records);
        try {
            source.files(ENDINGS).forEach(file -> read(file, reading, stream));
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile("."), e));
        }
    }

    /** Reads one file. */
    static void read(SourceFile file, Reading reading, RecordStream stream) {
        var trees = new TautulliTrees(reading);
        stream.array(file, trees, RecordStream.ofTrees(trees));
    }
}
