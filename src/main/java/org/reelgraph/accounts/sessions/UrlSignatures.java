package org.reelgraph.accounts.sessions;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs addresses that browsers ask for without a token, such as those of pictures. */
@Singleton
public class UrlSignatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "reelgraph addresses";
    // 128 bits can't be guessed, and keep addresses short.
    private static final int BYTES = 16;

    private final byte[] key;

    UrlSignatures(SigningSecret secret) {
        key = secret.derived(PURPOSE);
    }

    /** {@return the signature of a text, for a place in an address} */
    public String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hmac(key, text), BYTES));
    }

    /** {@return whether this is the signature of a text} */
    public boolean isOf(String signature, String text) {
        return MessageDigest.isEqual(of(text).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC.", e);
        }
    }
}
