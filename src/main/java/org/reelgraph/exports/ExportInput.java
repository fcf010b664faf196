package org.reelgraph.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.schema.DateScalars;

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
    private static final Set<String> INSTANTS = Set.of("addedAt", "updatedAt");
    private static final String DAYS = "releasedOn";

    /** {@return the input of a job, as it was given or as its row keeps it} */
    static ExportInput of(Map<String, Object> input) {
        return new ExportInput(text(input, FORMAT).orElse("JSON_LINES"),
                text(input, SOURCE).orElse(MediaItem.DEFAULT_SOURCE),
                input.get(FILTER) instanceof Map<?, ?> filter ? typed(filter) : Map.of(), text(input, PATH));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString);
    }

    // A job's row has days and instants as texts.
    private static Map<String, Object> typed(Map<?, ?> filter) {
        var typed = new HashMap<String, Object>();
        filter.forEach((name, value) -> typed.put(name.toString(), switch (name.toString()) {
            case DAYS -> range(value, true);
            case String instants when INSTANTS.contains(instants) -> range(value, false);
            default -> nested(value);
        }));
        return typed;
    }

    private static Object nested(Object value) {
        return switch (value) {
            case Map<?, ?> filter -> typed(filter);
            case List<?> list -> list.stream().map(ExportInput::nested).toList();
            case null, default -> value;
        };
    }

    private static Object range(Object value, boolean isOfDays) {
        if (!(value instanceof Map<?, ?> range)) {
            return value;
        }
        var typed = new HashMap<String, Object>();
        range.forEach((name, end) -> typed.put(name.toString(), !(end instanceof String text)
                ? end
                : isOfDays ? DateScalars.date(text) : DateScalars.instant(text)));
        return typed;
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
