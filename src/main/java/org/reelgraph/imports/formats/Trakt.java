package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Authority;

/** The JSON of Trakt's export and of its API: lists, collections and histories. */
@Singleton
// Before any other format takes an array for its own.
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class Trakt implements FormatReader {

    static final String FORMAT = "TRAKT";

    private static final Set<String> NAMED = Set.of("movie", "show", "person");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Authority authority() {
        return Authority.HISTORY;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isArrayOf(NAMED);
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isArray()) {
            throw beginning.instead("a list of Trakt, which is a JSON array");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        var titles = new TraktTitles(reading, stream);
        stream.each(source, titles::read);
        titles.end();
    }
}
