package org.reelgraph.storage.encryption;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.reelgraph.storage.WriteTransactions;

/**
 * Encrypts all secrets with a new key. It can be repeated after it was broken off: the new key stands in the file, beside
 * the old one, before anything is encrypted with it, and the old one is removed last. Servers that run meanwhile read
 * the file at each use.
 */
@Singleton
public class KeyRotation {

    /**
     * What was done.
     *
     * @param encrypted  how many secrets are encrypted with the first key now
     * @param unreadable the names of those that couldn't be decrypted, and stay as they are
     */
    public record Result(int encrypted, List<String> unreadable) {
    }

    private final EncryptionKeys keys;
    private final Encryption encryption;
    private final List<EncryptedStore> stores;
    private final WriteTransactions transactions;

    KeyRotation(EncryptionKeys keys, Encryption encryption, List<EncryptedStore> stores,
            WriteTransactions transactions) {
        this.keys = keys;
        this.encryption = encryption;
        this.stores = stores;
        this.transactions = transactions;
    }

    /** {@return whether the keys are set, so that the first of them is taken instead of a new one} */
    public boolean isKeyGiven() {
        return keys.areGiven();
    }

    /**
     * Encrypts everything with a new key, or with the first one that is set.
     *
     * @param note records what is done, in the same transaction
     * @return what was done
     */
    public Result rotate(Consumer<Result> note) {
        if (!keys.areGiven()) {
            keys.add();
        }
        var result = transactions.within(() -> {
            var done = encryptAnew();
            note.accept(done);
            return done;
        });
        if (!keys.areGiven() && result.unreadable().isEmpty()) {
            keys.forgetOthers();
        }
        return result;
    }

    private Result encryptAnew() {
        var encrypted = 0;
        var unreadable = new ArrayList<String>();
        for (var store : stores) {
            for (var secret : store.secrets()) {
                try {
                    var text = encryption.decrypt(secret.encrypted(), secret.place());
                    store.replace(secret.id(), encryption.encrypt(text, secret.place()));
                    encrypted++;
                } catch (UndecryptableException e) {
                    unreadable.add(secret.name());
                }
            }
        }
        return new Result(encrypted, unreadable);
    }
}
