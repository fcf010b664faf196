package org.reelgraph.connections.downloaders;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.connections.ServerKinds;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.storage.encryption.Encryption;
import org.reelgraph.storage.encryption.UndecryptableException;

/** Encrypts and decrypts what downloaders want to see. */
@Singleton
class DownloaderSecrets {

    private final ServerKinds kinds;
    private final Encryption encryption;

    DownloaderSecrets(ServerKinds kinds, Encryption encryption) {
        this.kinds = kinds;
        this.encryption = encryption;
    }

    /** {@return the downloader with these credentials} */
    Downloader sealed(Downloader downloader, Credentials credentials) {
        return DownloaderBuilder.builder(downloader)
                .credentials(encryption.encrypt(credentials.text(), downloader.globalId())).build();
    }

    /**
     * {@return a downloader's credentials}
     *
     * @throws UndecryptableException if they were encrypted with another key, for example
     */
    Credentials of(Downloader downloader) throws UndecryptableException {
        return Credentials.of(encryption.decrypt(downloader.credentials(), downloader.globalId()));
    }

    /** {@return a downloader's credentials; empty if they can't be read} */
    Optional<Credentials> find(Downloader downloader) {
        try {
            return Optional.of(of(downloader));
        } catch (UndecryptableException e) {
            return Optional.empty();
        }
    }

    /** {@return whether a downloader has any, as far as that can be told} */
    boolean hasAny(Downloader downloader) {
        return find(downloader).filter(Credentials::isEmpty).isEmpty();
    }

    /** {@return what was decided about a downloader, which keeps its credentials} */
    DownloaderDraft draft(Downloader downloader) {
        return new DownloaderDraft(downloader.name(), downloader.kind(), downloader.enabled(),
                Optional.ofNullable(downloader.baseUrl()), Optional.ofNullable(downloader.userName()),
                Optional.empty(), Optional.ofNullable(downloader.category()), downloader.timeoutMillis());
    }

    /**
     * {@return where a downloader is, with what it wants to see}
     *
     * @throws ServerException if that isn't known
     */
    ServerAddress address(Downloader downloader) throws ServerException {
        if (downloader.baseUrl() == null) {
            throw new ServerException(ServerProblem.NOT_CONFIGURED, "Its address isn't known. Give it a baseUrl.");
        }
        try {
            var credentials = of(downloader);
            var patience = Duration.ofMillis(downloader.timeoutMillis());
            var user = Optional.ofNullable(downloader.userName());
            // Who has a key only to read, or none, has a password.
            var signsIn = kinds.named(downloader.kind()).takesPassword()
                    && (credentials.password().isPresent() || user.isPresent() && credentials.apiKey().isEmpty());
            return signsIn
                    ? new ServerAddress(downloader.baseUrl(), Optional.of(user.orElse("")),
                            credentials.password().orElse(""), patience)
                    : new ServerAddress(downloader.baseUrl(), Optional.empty(), credentials.apiKey().orElse(""),
                            patience);
        } catch (UndecryptableException e) {
            throw new ServerException(ServerProblem.SECRET_UNREADABLE,
                    "The stored password or key can't be decrypted. " + e.getMessage());
        }
    }
}
