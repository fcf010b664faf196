package org.reelgraph.storage.encryption;

import java.util.List;

/** Where a feature keeps encrypted secrets. Such beans are found by a rotation of the key. */
public interface EncryptedStore {

    /**
     * A stored secret.
     *
     * @param id        of its row
     * @param place     what it was encrypted for
     * @param name      what it is called, for messages
     * @param encrypted the stored text
     */
    record StoredSecret(long id, String place, String name, String encrypted) {
    }

    /**
     * Where the encrypted texts are.
     *
     * @param table  the table
     * @param column the column, which is never null
     */
    record Column(String table, String column) {
    }

    /** {@return where they are, for what looks into another state of the library} */
    Column column();

    /** {@return all secrets, as the writer's connection sees them} */
    List<StoredSecret> secrets();

    /** Replaces the stored text of a secret. Needs the writer's transaction. */
    void replace(long id, String encrypted);
}
