package org.reelgraph.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;

/** The mistakes found in one record: the first at each place, and no more than a person would read. */
final class Mistakes {

    private static final int MOST = 100;

    private final Map<List<String>, UserError> byPlace = new LinkedHashMap<>();

    void add(UserErrorCode code, String message, List<String> place) {
        if (byPlace.size() < MOST) {
            byPlace.putIfAbsent(place, new UserError(code, message, place));
        }
    }

    List<UserError> all() {
        return List.copyOf(byPlace.values());
    }
}
