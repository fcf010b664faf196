package org.reelgraph.accounts.passwords;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.EmailAddress;

/** Takes the passwords that users choose: checks them and hashes them, away from the threads that serve requests. */
@Singleton
public class NewPasswords {

    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final ExecutorService writes;

    NewPasswords(PasswordRules rules, PasswordHashing hashing, @Named("writes") ExecutorService writes) {
        this.rules = rules;
        this.hashing = hashing;
        this.writes = writes;
    }

    /**
     * Checks a password that a user wants.
     *
     * @param  field            where it is in the mutation's input
     * @throws AccountException if it breaks the {@link PasswordRules}
     */
    public void check(String password, EmailAddress email, String field) {
        rules.mistakeIn(password, email, "input", field).ifPresent(mistake -> {
            throw new AccountException(mistake);
        });
    }

    /**
     * Hashes a checked password.
     *
     * @param  work                                                what to do with the hash, in the thread that writes
     * @return                                                     what the work gives
     * @throws org.reelgraph.graphql.errors.RequestException as {@code OVERLOADED}, if too many are waiting already
     */
    public <T> CompletionStage<T> hashed(String password, Function<String, T> work) {
        return hashing.hash(password).thenApplyAsync(work, writes);
    }
}
