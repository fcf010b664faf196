package org.reelgraph.storage.encryption;

/** A stored secret can't be decrypted with the keys that this server has. */
public class UndecryptableException extends Exception {

    private static final long serialVersionUID = 1L;

    UndecryptableException(String message) {
        super(message);
    }
}
