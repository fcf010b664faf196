package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.lists.FilterReader;
import org.reelgraph.catalog.lists.TitleIndex;
import org.reelgraph.exports.library.Selection;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.GlobalId;

/** Finds out which items an export is to contain. */
@Singleton
class ExportFilter {

    private static final String PERSON = "person";

    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    ExportFilter(SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    /**
     * {@return the items that an input means}
     *
     * @throws RequestException if its filter is invalid
     */
    Selection selection(ExportInput input) {
        var filter = FilterReader.of(ExportFilter::personId, sortKeys, titles, clock).read(input.filter(),
                Optional.empty());
        return new Selection(input.source(), filter.ofEach());
    }

    private static long personId(String text) {
        var id = GlobalId.parse(text);
        if (!id.prefix().equals(PERSON)) {
            throw RequestException.badInput("'" + text + "' isn't an id of the type Person.");
        }
        return id.id();
    }
}
