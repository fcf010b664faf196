package org.reelgraph.imports.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;

/** The mistakes found in one record: the first at each place, and no more than a person would read. */
public final class Mistakes {

    private static final int MOST = 100;

    private final Map<List<String>, UserError> byPlace = new LinkedHashMap<>();

    /** Notes a mistake. */
    public void add(UserErrorCode code, String message, Place place) {
        if (byPlace.size() < MOST) {
            var path = place.path();
            byPlace.putIfAbsent(path, new UserError(code, message, path));
        }
    }

    /** {@return the mistakes in the order they were found} */
    public List<UserError> all() {
        return List.copyOf(byPlace.values());
    }
}
