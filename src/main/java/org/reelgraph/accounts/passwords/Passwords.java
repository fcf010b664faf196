package org.reelgraph.accounts.passwords;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.reelgraph.storage.encryption.Argon2id;

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
    private static final String BASE64 = "((?:[A-Za-z0-9+/]{4}){1,50}(?:[A-Za-z0-9+/]{2,3})?)";
    private static final Pattern ARGON2 = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([1-9]\\d{0,5}),t=([1-9]\\d?),p=([1-9]\\d?)\\$" + BASE64 + "\\$" + BASE64);
    private static final int SHORTEST_HASH = 4; // RFC 9106, section 3.1
    private static final int MAX_MEMORY = 131_072; // KiB
    private static final int MAX_WORK = 1_048_576; // KiB times passes
    private static final int ARGON2_COSTS = "$argon2id$v=19$".length();
    private static final int BCRYPT_COSTS = "$2b$12$".length();
    private static final int ROUNDS = 100_000;
    private static final int BITS = 512;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2id argon2;
    private final SecureRandom random = new SecureRandom();

    public Passwords(PasswordSettings settings) {
        argon2 = new Argon2id(settings.hashMemory(), settings.hashIterations(), settings.hashParallelism());
    }

    /** A hash by Argon2id in the form of the PHC, with what it was made with. */
    private record Argon2Hash(Argon2id costs, byte[] salt, byte[] hash) {

        private static Optional<Argon2Hash> of(String text) {
            var parts = ARGON2.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            var costs = new Argon2id(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            return Optional.of(new Argon2Hash(costs, Base64.getDecoder().decode(parts.group(4)),
                    Base64.getDecoder().decode(parts.group(5)))).filter(Argon2Hash::isBearable);
        }

        private boolean isBearable() {
            return Passwords.isBearable(costs.memory(), costs.passes()) && hash.length >= SHORTEST_HASH;
        }
    }

    /** {@return a hash of the password, with its salt and settings} */
    public String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + argon2.memory() + ",t=" + argon2.passes() + ",p=" + argon2.lanes() + "$"
                + base64.encodeToString(salt) + "$"
                + base64.encodeToString(argon2.hash(bytes(password), salt, HASH_BYTES));
    }

    /** {@return whether this is the password that was hashed} */
    boolean matches(String password, String hash) {
        var ours = Argon2Hash.of(hash);
        if (ours.isPresent()) {
            return isOf(bytes(password), ours.get());
        }
        if (BCRYPT.matcher(hash).matches()) {
            return OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
        }
        return MEDIA_OS.matcher(hash).matches() && isPbkdf2(password, hash);
    }

    private static boolean isOf(byte[] password, Argon2Hash stored) {
        return MessageDigest.isEqual(stored.hash(),
                stored.costs().hash(password, stored.salt(), stored.hash().length));
    }

    /** {@return whether a password can be compared with a hash of this form} */
    public static boolean isKnown(String hash) {
        return isArgon2(hash) || BCRYPT.matcher(hash).matches() || MEDIA_OS.matcher(hash).matches();
    }

    /** {@return whether a hash is one that MediaOS can use} */
    public static boolean isOfMediaOs(String hash) {
        return MEDIA_OS.matcher(hash).matches();
    }

    /** {@return whether a new hash would be of another kind} */
    boolean isOutdated(String hash) {
        return Argon2Hash.of(hash).filter(ours -> ours.costs().equals(argon2) && ours.hash().length == HASH_BYTES)
                .isEmpty();
    }

    /** {@return the kind of a hash, its form and costs; comparing with hashes of one kind takes the same time} */
    static String kindOf(String hash) {
        return isArgon2(hash)
                ? hash.substring(0, hash.indexOf('$', ARGON2_COSTS))
                : BCRYPT.matcher(hash).matches() ? hash.substring(0, BCRYPT_COSTS) : "PBKDF2";
    }

    private static boolean isArgon2(String hash) {
        return Argon2Hash.of(hash).isPresent();
    }

    /**
     * {@return whether a server can bear these costs of Argon2id at each sign-in; memory in KiB}
     */
    static boolean isBearable(int memory, int iterations) {
        return memory <= MAX_MEMORY && (long) memory * iterations <= MAX_WORK;
    }

    // NIST SP 800-63B, section 3.1.1.2: characters are equal however they were typed.
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
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
