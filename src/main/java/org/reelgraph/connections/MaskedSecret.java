package org.reelgraph.connections;

/** What is shown of a secret. */
public final class MaskedSecret {

    private static final int SHOWN = 4;
    private static final int LONG_ENOUGH = 16;

    private MaskedSecret() {
    }

    /** {@return dots and its end, which tells one key from another} Of a short one, the end would be too much. */
    public static String of(String secret) {
        return "••••" + (secret.length() < LONG_ENOUGH ? "" : secret.substring(secret.length() - SHOWN));
    }
}
