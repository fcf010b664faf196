package org.reelgraph.accounts.passwords;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords with Argon2id (RFC 9106; the default settings are OWASP's minimum), and compares them with existing
 * hashes: Argon2id, bcrypt, and MediaOS' {@code salt:hex} of PBKDF2-HMAC-SHA512 with 100,000 rounds and the salt as
 * text.
 */
@Singleton
public class Passwords {

    private static final Pattern MEDIA_OS = Pattern.compile("[^:$]{1,200}:[0-9a-f]{128}");
    // A server can't bear higher costs at each sign-in.
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 = Pattern
            .compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=\\d{1,2}\\$[^$]{1,200}\\$[^$]{1,200}");
    private static final int MAX_MEMORY = 131_072; // KiB
    private static final int MAX_WORK = 1_048_576; // KiB times passes
    private static final int ARGON2_COSTS = "$argon2id$v=19$".length();
    private static final int BCRYPT_COSTS = "$2b$12$".length();
    private static final int ROUNDS = 100_000;
    private static final int BITS = 512;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function argon2;

    public Passwords(PasswordSettings settings) {
        argon2 = Argon2Function.getInstance(settings.hashMemory(), settings.hashIterations(),
                settings.hashParallelism(), HASH_BYTES, Argon2.ID);
    }

    /** {@return a hash of the password, with its salt and settings} */
    public String hash(String password) {
        return Password.hash(normal(password)).addRandomSalt(SALT_BYTES).with(argon2).getResult();
    }

    /** {@return whether this is the password that was hashed} */
    boolean matches(String password, String hash) {
        if (isArgon2(hash)) {
            return Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash));
        }
        if (BCRYPT.matcher(hash).matches()) {
            return Password.check(password, hash).with(BcryptFunction.getInstanceFromHash(hash));
        }
        return MEDIA_OS.matcher(hash).matches() && isPbkdf2(password, hash);
    }

    /** {@return whether a password can be compared with a hash of this form} */
    public static boolean isKnown(String hash) {
        return isArgon2(hash) || BCRYPT.matcher(hash).matches() || MEDIA_OS.matcher(hash).matches();
    }

    /** {@return whether a new hash would be of another kind} */
    boolean isOutdated(String hash) {
        return !isArgon2(hash)
                || !argon2.equals(Argon2Function.getInstanceFromHash(hash));
    }

    /** {@return the kind of a hash, its form and costs; comparing with hashes of one kind takes the same time} */
    static String kindOf(String hash) {
        return isArgon2(hash)
                ? hash.substring(0, hash.indexOf('$', ARGON2_COSTS))
                : BCRYPT.matcher(hash).matches() ? hash.substring(0, BCRYPT_COSTS) : "PBKDF2";
    }

    private static boolean isArgon2(String hash) {
        var found = ARGON2.matcher(hash);
        return found.matches() && isBearable(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }

    /**
     * {@return whether a server can bear these costs of Argon2id at each sign-in; memory in KiB}
     */
    static boolean isBearable(int memory, int iterations) {
        return memory <= MAX_MEMORY && (long) memory * iterations <= MAX_WORK;
    }

    // NIST SP 800-63B, section 3.1.1.2: characters are equal however they were typed.
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static boolean isPbkdf2(String password, String hash) {
        var salt = hash.substring(0, hash.indexOf(':'));
        var expected = HexFormat.of().parseHex(hash, salt.length() + 1, hash.length());
        var key = new PBEKeySpec(password.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ROUNDS, BITS);
        try {
            var found = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(key).getEncoded();
            return MessageDigest.isEqual(found, expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2.", e);
        }
    }
}
