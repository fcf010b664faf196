package org.reelgraph.storage.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.reelgraph.storage.Sha256;

/**
 * What an encrypted archive begins with: all that makes its key of the passphrase. A hash at its end tells whether it was
 * damaged.
 *
 * @param costs those of Argon2id
 * @param salt  that of Argon2id; archives of one run of the program share it
 * @param nonce makes the archive's own key of what Argon2id gives
 * @param check tells whether a passphrase is the right one
 */
record EncryptionHeader(Costs costs, byte[] salt, byte[] nonce, byte[] check) {

    /** Begins each encrypted archive. */
    static final long MARK = 0x5247_4543_4950_4852L;
    static final int SALT_BYTES = 16;
    static final int NONCE_BYTES = 32;

    private static final int VERSION = 1;
    private static final int CHECK_BYTES = 32;
    private static final int HASH_BYTES = 32;
    private static final int HASHED = Long.BYTES + 4 * Integer.BYTES + SALT_BYTES + NONCE_BYTES + CHECK_BYTES;

    /** How many bytes it has. */
    static final int BYTES = HASHED + HASH_BYTES;

    /**
     * What Argon2id costs.
     *
     * @param memory in KiB
     */
    record Costs(int memory, int passes, int lanes) {

        /** OWASP's least memory, which a small server has, and three times the passes. */
        static final Costs USUAL = new Costs(19_456, 6, 1);
    }

    /** {@return it as a file holds it} */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(BYTES);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(MARK);
            out.writeInt(VERSION);
            out.writeInt(costs.memory());
            out.writeInt(costs.passes());
            out.writeInt(costs.lanes());
            out.write(salt);
            out.write(nonce);
            out.write(check);
            out.write(Sha256.digest().digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * {@return what a file begins with}
     *
     * @throws IOException if it was changed, or is of a later version
     */
    static EncryptionHeader of(byte[] bytes) throws IOException {
        if (!MessageDigest.isEqual(Sha256.digest().digest(Arrays.copyOf(bytes, HASHED)),
                Arrays.copyOfRange(bytes, HASHED, BYTES))) {
            throw new IOException("its beginning was changed");
        }
        var in = new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, HASHED));
        if (in.readInt() != VERSION) {
            throw new IOException("its encryption is of a later version");
        }
        return new EncryptionHeader(new Costs(in.readInt(), in.readInt(), in.readInt()), in.readNBytes(SALT_BYTES),
                in.readNBytes(NONCE_BYTES), in.readNBytes(CHECK_BYTES));
    }
}
