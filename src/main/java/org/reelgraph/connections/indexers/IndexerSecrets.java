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
            return Optional.of(key(indexer)).filter(key -> !key.isEmpty());
        } catch (UndecryptableException e) {
            return Optional.empty();
        }
    }

    private String key(Indexer indexer) throws UndecryptableException {
        return encryption.decrypt(indexer.apiKey(), indexer.globalId());
    }

    /** {@return whether its key is there but can't be read} */
    boolean isLost(Indexer indexer) {
        try {
            key(indexer);
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
            return new ServerAddress(indexer.baseUrl(), key(indexer));
        } catch (UndecryptableException e) {
            throw new ServerException(ServerProblem.SECRET_UNREADABLE,
                    "The stored key can't be decrypted. " + e.getMessage());
        }
    }
}
