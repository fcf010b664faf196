package org.reelgraph.storage.encryption;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), which makes keys and hashes of passwords at a cost. Its memory is free again afterwards.
 *
 * @param memory in KiB
 * @param passes over the memory
 * @param lanes  that the memory is divided into
 */
public record Argon2id(int memory, int passes, int lanes) {

    /** {@return as many bytes as asked for, made of a password and a salt} */
    public byte[] hash(byte[] password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memory).withIterations(passes)
                .withParallelism(lanes).withSalt(salt).build());
        var hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
