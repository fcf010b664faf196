package org.reelgraph.storage.archive;

import org.reelgraph.storage.StorageException;

/** An archive is encrypted with another passphrase than there is, or there is none. */
public class PassphraseException extends StorageException {

    PassphraseException(String message) {
        super(message);
    }
}
