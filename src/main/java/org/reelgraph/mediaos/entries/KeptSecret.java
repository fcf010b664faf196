package org.reelgraph.mediaos.entries;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What a secret means.
 *
 * @param digest the SHA-256 of the secret as it stands in a file
 * @param secret encrypted with this server's key
 */
@MappedEntity("mediaos_secrets")
record KeptSecret(@Id long id, String digest, String secret) {

    /** {@return what it is encrypted for} */
    String place() {
        return place(digest);
    }

    static String place(String digest) {
        return "mediaos_secret_" + digest;
    }
}
