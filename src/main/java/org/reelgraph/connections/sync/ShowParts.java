package org.reelgraph.connections.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.connections.servers.ServerException;

/**
 * The seasons and episodes of a show.
 *
 * @param imported what describes them
 * @param others   what only tells which there are
 * @param keys     their rating keys
 * @param problem  why the lists can't be relied on; empty if they can
 */
public record ShowParts(List<Answer> imported, List<Answer> others, Set<String> keys, Optional<String> problem) {

    /** Reads the seasons and episodes of a show. */
    @FunctionalInterface
    public interface Reader {

        /** {@return what the server lists} Blocks while it answers. */
        ShowParts read() throws ServerException;
    }

    /** {@return the same with the reason why it can't be relied on} */
    public ShowParts with(String why) {
        return new ShowParts(imported, others, keys, Optional.of(why));
    }

    /**
     * {@return what the server lists} What doesn't fit together may just have been changed, and what is gone is asked for
     * a second time.
     *
     * @param known the keys of the parts in the library
     */
    static ShowParts confirmed(Reader reader, Set<String> known) throws ServerException {
        var first = reader.read();
        if (first.problem().isEmpty() && first.keys().containsAll(known)) {
            return first;
        }
        var second = reader.read();
        var isConfirmed = second.keys().containsAll(known)
                || first.problem().isEmpty() && first.keys().equals(second.keys());
        return second.problem().isPresent() || isConfirmed
                ? second
                : second.with("Its lists lack seasons or episodes that the library has, and differ when read again.");
    }

    /** {@return all answers} */
    List<Answer> answers() {
        return joined(imported, others);
    }

    /** {@return both lists} */
    static List<Answer> joined(List<Answer> first, List<Answer> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
