package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What pages of rows from Tautulli's API say about themselves: each page states its section and how many rows the
 * section has. An instance covers the files of one import.
 */
final class ApiPages {

    private static final Set<String> TOTALS = Set.of("recordsTotal", "recordsFiltered");

    // By section; a page without rows doesn't name its section.
    private final Map<String, Section> sections = new HashMap<>();

    private static final class Section {
        private final Set<String> keys = new HashSet<>();
        private String file = "";
        private long total;

        private void take(SourceFile page, long rows) {
            if (rows > total || file.isEmpty()) {
                file = page.name();
                total = rows;
            }
        }
    }

    /** Adds a page. */
    void add(SourceFile page) throws IOException {
        var keys = new HashSet<String>();
        var section = "";
        var total = 0L;
        try (var bytes = page.open(); var json = BoundedJson.parser(bytes)) {
            if (!ApiAnswer.enter(json, "response") || !ApiAnswer.enter(json, "data")) {
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var token = json.nextToken();
                if (token == JsonToken.START_ARRAY && name.equals("data")) {
                    section = rows(json, keys);
                } else if (TOTALS.contains(name)) {
                    total = Math.max(total, json.getValueAsLong());
                }
                json.skipChildren();
            }
        }
        var whole = sections.computeIfAbsent(section, any -> new Section());
        whole.keys.addAll(keys);
        whole.take(page, total);
    }

    /** {@return a message about a section with rows that are missing from the pages; empty if there is none} */
    Optional<String> gap() {
        return sections.entrySet().stream().filter(section -> !isWhole(section.getKey(), section.getValue()))
                .map(Map.Entry::getValue).map(section -> "'" + section.file + "' says that its section has "
                        + section.total + " items, and " + section.keys.size() + " of them are here.")
                .sorted().findFirst();
    }

    // A page beyond the last row is empty.
    private boolean isWhole(String name, Section section) {
        return section.keys.size() >= section.total || name.isEmpty() && section.keys.isEmpty()
                && sections.values().stream().anyMatch(other -> other != section && other.total == section.total);
    }

    private static String rows(JsonParser json, Set<String> keys) throws IOException {
        var section = "";
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                var row = ApiAnswer.members(json);
                keys.add(row.getOrDefault(ApiAnswer.KEY, ""));
                section = row.getOrDefault(ApiAnswer.SECTION, section);
            }
            json.skipChildren();
        }
        return section;
    }
}
