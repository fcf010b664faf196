package org.reelgraph.storage.encryption;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.reelgraph.storage.Sha256;

/**
 * A key of AES-256.
 *
 * @param id  tells keys apart without saying anything about them: the beginning of their hash
 * @param key the key itself
 */
record EncryptionKey(String id, SecretKey key) {

    private static final int BYTES = 32;
    private static final int ID_LENGTH = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    /** {@return a new random key as text} */
    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the key that a text of 64 hexadecimal digits stands for; empty if it is no such text} */
    static Optional<EncryptionKey> parse(String text) {
        if (!HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new EncryptionKey(Sha256.hex(text.toLowerCase(Locale.ROOT)).substring(0, ID_LENGTH),
                new SecretKeySpec(HexFormat.of().parseHex(text), "AES")));
    }

    /** {@return its id; the key itself is never shown} */
    @Override
    public String toString() {
        return id;
    }
}
