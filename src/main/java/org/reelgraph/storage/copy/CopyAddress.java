package org.reelgraph.storage.copy;

import java.util.Optional;

/**
 * Where somebody wants a copy.
 *
 * @param text         as it was given; it may contain a password
 * @param password     the password, if the text doesn't have it
 * @param passwordFile a file with the password
 */
public record CopyAddress(String text, Optional<String> password, Optional<String> passwordFile) {

    @Override
    public String toString() {
        return "an address that may contain a password";
    }
}
