package org.reelgraph.mediaos.entries;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets as MediaOS writes them: Base64 of salt, initialization vector, tag and what AES-256 in Galois/Counter Mode makes of
 * the text. The key is derived from its {@code ENCRYPTION_KEY} for each secret, which takes a while.
 */
final class MediaOsCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int SALT_BYTES = 32;
    private static final int VECTOR_BYTES = 16;
    private static final int TAG_BYTES = 16;
    private static final int START = SALT_BYTES + VECTOR_BYTES + TAG_BYTES;
    private static final int ROUNDS = 100_000;
    private static final int KEY_BITS = 256;

    private MediaOsCipher() {
    }

    /** {@return whether a text can be a secret that MediaOS has encrypted} */
    static boolean isSealed(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= START;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@return the text of a secret; empty if it was encrypted with another key} */
    static Optional<String> open(String sealed, String key) {
        var bytes = Base64.getDecoder().decode(sealed);
        // Java has the tag at the end.
        var input = ByteBuffer.allocate(bytes.length - SALT_BYTES - VECTOR_BYTES)
                .put(bytes, START, bytes.length - START).put(bytes, START - TAG_BYTES, TAG_BYTES).array();
        try {
            var text = cipher(Cipher.DECRYPT_MODE, key, bytes).doFinal(input);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    /** {@return a text as a secret} */
    static String seal(String text, String key, SecureRandom random) {
        var beginning = new byte[SALT_BYTES + VECTOR_BYTES];
        random.nextBytes(beginning);
        try {
            var output = cipher(Cipher.ENCRYPT_MODE, key, beginning).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var length = output.length - TAG_BYTES;
            return Base64.getEncoder().encodeToString(ByteBuffer.allocate(START + length).put(beginning)
                    .put(output, length, TAG_BYTES).put(output, 0, length).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    private static Cipher cipher(int mode, String key, byte[] beginning) throws GeneralSecurityException {
        var salt = Arrays.copyOf(beginning, SALT_BYTES);
        var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(key.toCharArray(), salt, ROUNDS, KEY_BITS)).getEncoded();
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, new SecretKeySpec(derived, "AES"),
                new GCMParameterSpec(TAG_BYTES * Byte.SIZE, beginning, SALT_BYTES, VECTOR_BYTES));
        return cipher;
    }
}
