package org.reelgraph.storage.archive;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts a file in segments by AES-256 in Galois/Counter Mode (NIST SP 800-38D). The initialization vector of each is its
 * number and whether it is the last, so that none can be left out, moved or cut off (the STREAM construction of Hoang,
 * Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015). The
 * key is that of one file only.
 *
 * @param key the file's
 */
record Segments(SecretKey key) {

    /** How many bytes a segment has, but for the last, which may have fewer. */
    static final int SIZE = 65_536;
    /** How many bytes longer a segment is when it is encrypted. */
    static final int TAG_BYTES = 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int VECTOR_BYTES = 12;

    /** {@return an encrypted segment} */
    byte[] encrypt(long number, boolean isLast, byte[] bytes, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, isLast).doFinal(bytes, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    /**
     * {@return a segment as it was}
     *
     * @throws AEADBadTagException if it was changed, or stood elsewhere
     */
    byte[] decrypt(long number, boolean isLast, byte[] bytes) throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, number, isLast).doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    private Cipher cipher(int mode, long number, boolean isLast) throws GeneralSecurityException {
        var vector = ByteBuffer.allocate(VECTOR_BYTES).putLong(number).put((byte) (isLast ? 1 : 0)).array();
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, vector));
        return cipher;
    }
}
