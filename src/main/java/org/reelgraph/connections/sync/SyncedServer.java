package org.reelgraph.connections.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.ServerException;

/** Reads the library of a kind of servers. Each is a bean; {@link Requests} has them ask. Used by several threads. */
public interface SyncedServer {

    /**
     * An item in the list of a section.
     *
     * @param version differs once the item or a part of it has changed; empty if the server doesn't tell
     */
    record ListedItem(String key, String title, String version) {

        private static final int LONGEST_TITLE = 200;

        /** Shortens a long title. */
        public ListedItem {
            title = title.substring(0, Math.min(title.length(), LONGEST_TITLE));
        }
    }

    /**
     * The list of a section.
     *
     * @param gap         why what isn't in it may be there all the same; empty if the list is whole
     * @param isOfNothing whether the server says that there is nothing, which proves nothing
     */
    record Listing(List<ListedItem> items, List<Answer> answers, Optional<String> gap, boolean isOfNothing) {
    }

    /**
     * What was read of an item.
     *
     * @param imported what can be relied on
     * @param others   what can't
     * @param problem  why, for people
     */
    record ItemAnswers(SyncOutcome outcome, List<Answer> imported, List<Answer> others, Optional<String> problem) {
    }

    /** {@return the name of the kind of servers} */
    String kind();

    /** {@return the import format of its answers} */
    String format();

    /**
     * {@return the list of a section} Blocks while the server answers.
     *
     * @param section  as the server knows it
     * @param isSecond whether only the keys of its items matter, since the list confirms another one
     * @throws ServerException if the server can't be used
     */
    Listing list(Requests requests, String section, MediaKind kind, boolean isSecond) throws ServerException;

    /**
     * {@return an item with its parts} Blocks while the server answers.
     *
     * @param knownParts the keys of its parts in the library: that one is gone has to be seen twice
     * @throws ServerException if the server can't be used
     */
    ItemAnswers read(Requests requests, String key, MediaKind kind, Set<String> knownParts) throws ServerException;
}
