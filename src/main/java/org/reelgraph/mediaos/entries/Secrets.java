package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.RandomToken;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.encryption.Encryption;
import org.reelgraph.storage.encryption.UndecryptableException;
import org.reelgraph.storage.sql.JsonArray;

/**
 * What secrets in files mean. MediaOS' key is needed once for each secret; from then on its text is kept, encrypted with this
 * server's key. Needs the writer's transaction.
 */
@Singleton
public class Secrets {

    private final SecretStore store;
    private final Encryption encryption;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    Secrets(SecretStore store, Encryption encryption, Ids ids) {
        this.store = store;
        this.encryption = encryption;
        this.ids = ids;
    }

    /** The texts of secrets. */
    public static final class Revealed {

        private final Map<String, String> texts = new HashMap<>();

        /** {@return the text of a secret as it stands in a file; empty if it isn't known} */
        public Optional<String> of(String sealed) {
            return Optional.ofNullable(texts.get(Sha256.hex(sealed)));
        }
    }

    /** {@return the texts of all secrets that are known} */
    public Revealed all() {
        return revealed(store.findAll());
    }

    /** {@return the texts of those of some secrets that are known} */
    public Revealed of(Collection<String> sealed) {
        return sealed.isEmpty()
                ? new Revealed()
                : revealed(store.findByDigests(JsonArray.of(sealed.stream().map(Sha256::hex).toList())));
    }

    private Revealed revealed(List<KeptSecret> found) {
        var revealed = new Revealed();
        found.forEach(secret -> decrypted(secret).ifPresent(text -> revealed.texts.put(secret.digest(), text)));
        return revealed;
    }

    // One whose key was lost is unknown again.
    private Optional<String> decrypted(KeptSecret secret) {
        try {
            return Optional.of(encryption.decrypt(secret.secret(), secret.place()));
        } catch (UndecryptableException e) {
            return Optional.empty();
        }
    }

    /** {@return a secret as it stands in an entry, whatever stands there; empty if there is none} */
    public static Optional<String> sealed(ObjectNode entry, String name) {
        return Optional.of(entry.path(name)).filter(value -> !value.isMissingNode() && !value.isNull())
                .map(value -> value.isTextual() ? value.textValue() : value.toString()).filter(text -> !text.isEmpty());
    }

    /** {@return whether a text can be a secret as MediaOS writes it} */
    public static boolean isSealed(String text) {
        return MediaOsCipher.isSealed(text);
    }

    /** {@return the text of a secret as it stands in a file; empty if it was encrypted with another key} Takes a while. */
    public static Optional<String> open(String sealed, String key) {
        return MediaOsCipher.open(sealed, key);
    }

    /** Keeps the texts of secrets by how they stand in a file. */
    public void keep(Map<String, String> texts) {
        texts.forEach((sealed, text) -> {
            var digest = Sha256.hex(sealed);
            var encrypted = encryption.encrypt(text, KeptSecret.place(digest));
            store.findByDigest(digest).ifPresentOrElse(known -> store.replace(known.id(), encrypted),
                    () -> store.save(new KeptSecret(ids.next(), digest, encrypted)));
        });
    }

    /** {@return a token for a text that stands in no file} */
    public String keep(String text) {
        var token = RandomToken.of(random);
        keep(Map.of(token, text));
        return token;
    }

    /** {@return a text as it stands in a file from now on} Takes a while. */
    String seal(String text, String key) {
        var sealed = MediaOsCipher.seal(text, key, random);
        keep(Map.of(sealed, text));
        return sealed;
    }
}
