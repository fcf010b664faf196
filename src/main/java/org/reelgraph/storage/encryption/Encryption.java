package org.reelgraph.storage.encryption;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts texts by AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random initialization vector. An encrypted
 * text names its key, and can be decrypted only for the place that it was encrypted for, so that nobody who can write
 * to the database can have one secret used as another.
 */
@Singleton
public class Encryption {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int VECTOR_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final EncryptionKeys keys;
    private final SecureRandom random = new SecureRandom();

    Encryption(EncryptionKeys keys) {
        this.keys = keys;
    }

    /**
     * {@return the encrypted text: the key's id, a colon, and the rest in Base64}
     *
     * @param place what it belongs to, such as the global id of a connection
     */
    public String encrypt(String text, String place) {
        var key = keys.current();
        var vector = new byte[VECTOR_BYTES];
        random.nextBytes(vector);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, vector, place);
            var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.allocate(vector.length + sealed.length).put(vector).put(sealed).array();
            return key.id() + ":" + Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    /**
     * {@return the text that was encrypted for this place}
     *
     * @throws UndecryptableException if its key isn't there, or it was changed, or it belongs to another place
     */
    public String decrypt(String encrypted, String place) throws UndecryptableException {
        var id = keyOf(encrypted);
        var key = keys.all().stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow(() -> new UndecryptableException("It was encrypted with another key than this server has"
                        + " (REELGRAPH_ENCRYPTION_KEY, or the file encryption-key of the data folder)."));
        try {
            var bytes = Base64.getDecoder().decode(encrypted.substring(encrypted.indexOf(':') + 1));
            var vector = Arrays.copyOf(bytes, VECTOR_BYTES);
            var text = cipher(Cipher.DECRYPT_MODE, key, vector, place).doFinal(bytes, VECTOR_BYTES,
                    Math.max(0, bytes.length - VECTOR_BYTES));
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UndecryptableException("What is stored was changed since.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + TRANSFORMATION + ".", e);
        }
    }

    /** {@return the id of the key that a text was encrypted with} */
    static String keyOf(String encrypted) {
        return encrypted.substring(0, Math.max(0, encrypted.indexOf(':')));
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] vector, String place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, vector));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
