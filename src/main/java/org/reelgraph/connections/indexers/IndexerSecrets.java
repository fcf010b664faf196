package org.reelgraph.connections.indexers;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.storage.encryption.Encryption;
import org.reelgraph.storage.encryption.UndecryptableException;

/** Encrypts and decrypts the keys of indexers. */
@Singleton
class IndexerSecrets {

    private final Encryption encryption;

    IndexerSecrets(Encryption encryption) {
        this.encryption = encryption;
    }

    /** {@return the indexer with this key; an empty one stands for none} */
    Indexer sealed(Indexer indexer, Optional<String> key) {
        return IndexerBuilder.builder(indexer).apiKey(encryption.encrypt(key.orElse(""), indexer.globalId())).build();
    }

    /** {@return an indexer's key; empty if it has none, or if it can't be read} */
    Optional<String> find(Indexer indexer) {
        try {
            return of(indexer);
        } catch (UndecryptableException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return an indexer's key; empty if it has none}
     *
     * @throws UndecryptableException if it was encrypted with another key, for example
     */
    Optional<String> of(Indexer indexer) throws UndecryptableException {
        return Optional.of(encryption.decrypt(indexer.apiKey(), indexer.globalId())).filter(key -> !key.isEmpty());
    }

    /** {@return whether its key is there but can't be read} */
    boolean isLost(Indexer indexer) {
        try {
            of(indexer);
            return false;
        } catch (UndecryptableException e) {
            return true;
        }
    }

    /**
     * {@return where an indexer is, with its key}
     *
     * @throws ServerException if that isn't known
     */
    ServerAddress address(Indexer indexer) throws ServerException {
        if (indexer.baseUrl() == null) {
            throw new ServerException(ServerProblem.NOT_CONFIGURED, "Its address isn't known. Give it a baseUrl.");
        }
        try {
            return new ServerAddress(indexer.baseUrl(), of(indexer).orElse(""));
        } catch (UndecryptableException e) {
            throw new ServerException(ServerProblem.SECRET_UNREADABLE,
                    "The stored key can't be decrypted. " + e.getMessage());
        }
    }
}
