package org.reelgraph.connections.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job is asked to synchronise.
 *
 * @param connection       the global id of the connection
 * @param sections         the global ids of sections; empty for all that are enabled
 * @param announced        whether only what its server has told to be new is read
 * @param confirmDeletions the token of deletions that it may do
 * @param replayOf         the global id of the job whose answers are imported once more, in place of all this
 */
record SyncInput(String connection, List<String> sections, SyncMode mode, boolean dryRun, boolean announced,
        Optional<String> confirmDeletions, Optional<String> replayOf) {

    static final String CONNECTION = "id";
    static final String SECTIONS = "sections";
    static final String CONFIRM = "confirmDeletions";
    static final String REPLAY = "replayOf";

    private static final String MODE = "mode";
    private static final String DRY_RUN = "dryRun";
    private static final String ANNOUNCED = "announced";

    /** {@return what an input, or that of a schedule, holds} */
    static SyncInput of(Map<String, Object> input) {
        var sections = new ArrayList<String>();
        if (input.get(SECTIONS) instanceof List<?> given) {
            given.forEach(section -> sections.add(String.valueOf(section)));
        }
        return new SyncInput(String.valueOf(input.getOrDefault(CONNECTION, "")), sections,
                input.get(MODE) == null ? SyncMode.FULL : SyncMode.valueOf(input.get(MODE).toString()),
                Boolean.TRUE.equals(input.get(DRY_RUN)),
                Boolean.TRUE.equals(input.get(ANNOUNCED)), text(input, CONFIRM), text(input, REPLAY));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString);
    }

    /** {@return the same as a job keeps it; equal wishes give equal maps} */
    Map<String, Object> map() {
        var map = new HashMap<String, Object>(Map.of(DRY_RUN, dryRun));
        replayOf.ifPresent(job -> map.put(REPLAY, job));
        if (replayOf.isEmpty()) {
            map.put(CONNECTION, connection);
            map.put(SECTIONS, sections.stream().sorted().distinct().toList());
            map.put(MODE, mode.name());
            map.put(ANNOUNCED, announced);
            confirmDeletions.ifPresent(token -> map.put(CONFIRM, token));
        }
        return map;
    }
}
