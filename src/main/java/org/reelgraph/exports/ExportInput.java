package org.reelgraph.exports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.lists.StoredFilter;

/**
 * What a job is asked to export.
 *
 * @param source of which source
 * @param filter a {@code MediaFilter}
 * @param path   where to; only the command line says so
 */
record ExportInput(String format, String source, Map<String, Object> filter, Optional<String> path) {

    private static final String FORMAT = "format";
    private static final String SOURCE = "source";
    private static final String FILTER = "filter";
    private static final String PATH = "path";

    /** {@return the input of a job, as it was given or as its row keeps it} */
    static ExportInput of(Map<String, Object> input) {
        return new ExportInput(text(input, FORMAT).orElse("JSON_LINES"),
                text(input, SOURCE).orElse(MediaItem.DEFAULT_SOURCE),
                StoredFilter.read(input.get(FILTER)), text(input, PATH));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString);
    }

    /** {@return the input as a job's row keeps it} */
    Map<String, Object> asMap() {
        var input = new HashMap<String, Object>(Map.of(FORMAT, format, SOURCE, source));
        if (!filter.isEmpty()) {
            input.put(FILTER, filter);
        }
        path.ifPresent(named -> input.put(PATH, named));
        return input;
    }
}
