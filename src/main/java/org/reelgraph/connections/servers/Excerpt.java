package org.reelgraph.connections.servers;

/** What another server says, as far as it can be shown. */
final class Excerpt {

    private static final int LONGEST = 200;

    private Excerpt() {
    }

    /** {@return the beginning of a text on one line, without the secret that the server may have repeated} */
    static String of(String text, ServerAddress address) {
        var line = text.replace(address.secret(), "…").replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.isEmpty() ? "no reason" : line.substring(0, Math.min(LONGEST, line.length()));
    }
}
