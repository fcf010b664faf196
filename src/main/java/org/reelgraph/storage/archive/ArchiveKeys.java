package org.reelgraph.storage.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.reelgraph.storage.archive.EncryptionHeader.Costs;
import org.reelgraph.storage.encryption.Argon2id;

/**
 * Makes the keys of archives: Argon2id (RFC 9106) of the passphrase, and of that by HKDF (RFC 5869) a key for each archive.
 */
@Singleton
class ArchiveKeys {

    private static final int KEY_BYTES = 32;
    private static final int REMEMBERED = 100;

    private final ArchivePassphrase passphrase;
    private final SecureRandom random = new SecureRandom();
    private final byte[] salt = random(EncryptionHeader.SALT_BYTES);
    // Argon2id is slow on purpose, and lists read many archives.
    private final Cache<String, byte[]> stretched = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ArchiveKeys(ArchivePassphrase passphrase) {
        this.passphrase = passphrase;
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The key of an archive, with the header that leads to it. */
    record Key(EncryptionHeader header, SecretKey key) {

        @Override
        public String toString() {
            return "a key";
        }
    }

    /** {@return the key of a new archive; empty if there is no passphrase} */
    Optional<Key> create() {
        return passphrase.ofNew().map(text -> {
            var nonce = random(EncryptionHeader.NONCE_BYTES);
            var secret = stretched(text, Costs.USUAL, salt);
            return new Key(new EncryptionHeader(Costs.USUAL, salt, nonce, derived(secret, nonce, "check")),
                    key(secret, nonce));
        });
    }

    /**
     * {@return the key of an archive}
     *
     * @throws PassphraseException if there is no passphrase, or another one
     */
    SecretKey find(EncryptionHeader header, String archive) {
        var text = passphrase.ofExisting().orElseThrow(() -> new PassphraseException("The backup " + archive
                + " is encrypted. Give its passphrase by REELGRAPH_BACKUP_PASSPHRASE or _FILE."));
        // Whatever the header asks for would be taken from the memory of this program.
        if (!header.costs().equals(Costs.USUAL)) {
            throw new PassphraseException("The backup " + archive + " asks for " + header.costs().memory()
                    + " KiB of memory and " + header.costs().passes()
                    + " passes to make its key, which no version of this program does.");
        }
        var secret = stretched(text, header.costs(), header.salt());
        if (!MessageDigest.isEqual(derived(secret, header.nonce(), "check"), header.check())) {
            throw new PassphraseException("The backup " + archive + " is encrypted with another passphrase.");
        }
        return key(secret, header.nonce());
    }

    // NIST SP 800-63B, section 3.1.1.2: characters are equal however they were typed.
    private byte[] stretched(String text, Costs costs, byte[] with) {
        var bytes = Normalizer.normalize(text, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        return stretched.get(HexFormat.of().formatHex(with) + text,
                any -> new Argon2id(costs.memory(), costs.passes(), costs.lanes()).hash(bytes, with, KEY_BYTES));
    }

    private static SecretKey key(byte[] secret, byte[] nonce) {
        return new SecretKeySpec(derived(secret, nonce, "encryption"), "AES");
    }

    private static byte[] derived(byte[] secret, byte[] nonce, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(secret)
                    .addSalt(nonce).thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HKDF-SHA256.", e);
        }
    }
}
