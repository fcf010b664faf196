package org.reelgraph.storage;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody guesses, of characters that an address may hold. */
public final class RandomToken {

    private static final int BYTES = 32;

    private RandomToken() {
    }

    /** {@return a new one of 256 bits} */
    public static String of(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
