package org.reelgraph.connections.sync;

/**
 * An item that a server has told to be new.
 *
 * @param section the id of its section
 * @param server  how the server names itself
 */
public record AnnouncedItem(long section, String ratingKey, String title, String server) {

    private static final int LONGEST_TITLE = 200;

    /** Shortens a long title. */
    public AnnouncedItem {
        title = title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }
}
