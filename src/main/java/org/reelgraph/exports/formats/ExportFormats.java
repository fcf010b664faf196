package org.reelgraph.exports.formats;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All formats of exports. */
@Singleton
public final class ExportFormats {

    private final Map<String, ExportFormat> byName;

    ExportFormats(List<ExportFormat> formats) {
        byName = formats.stream().collect(Collectors.toMap(ExportFormat::format, Function.identity()));
    }

    /** {@return the names of all formats} */
    public NavigableSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /**
     * {@return the format with a name}
     *
     * @throws IllegalArgumentException if there is none
     */
    public ExportFormat of(String name) {
        var format = byName.get(name);
        if (format == null) {
            throw new IllegalArgumentException("There is no format " + name + ", only " + names() + ".");
        }
        return format;
    }
}
