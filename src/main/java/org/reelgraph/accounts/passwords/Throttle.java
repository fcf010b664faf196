package org.reelgraph.accounts.passwords;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.quotas.AttemptCounter;
import org.reelgraph.storage.quotas.Quota;
import org.reelgraph.storage.quotas.QuotaRule;
import org.reelgraph.storage.quotas.Quotas;

/**
 * Slows down guessing of passwords. Some attempts for one account from one IP address are free; each further one has to
 * wait 1, 2, 4 … 60 s. An IP address also has a limited number of attempts in a time, whatever the accounts ({@link
 * PasswordSettings}). Nothing depends on the account alone, or a stranger could lock its owner out.
 */
@Singleton
public class Throttle {

    private static final int MAX = 100_000;
    private static final int DIGITS = 20;

    private final PasswordSettings settings;
    private final AttemptCounter attempts;
    private final Quotas quotas;
    private final QuotaRule rule;
    private final Cache<String, Quota> networks;

    public Throttle(PasswordSettings settings, Quotas quotas, AttemptCounter attempts) {
        this.settings = settings;
        this.attempts = attempts;
        this.quotas = quotas;
        this.rule = new QuotaRule("sign-ins", settings.tries(), settings.triesTime(), 0);
        this.networks = Caffeine.newBuilder().maximumSize(MAX).expireAfterAccess(settings.triesTime()).build();
    }

    /**
     * Counts an attempt.
     *
     * @throws RequestException as {@code RATE_LIMITED}, if it comes too early
     */
    public void count(String account, Caller caller) {
        var network = quotaOf(caller);
        // First of all, so that an IP address can't fill the memory with accounts.
        var wait = network.take(1);
        if (wait > 0) {
            throw tooMany(wait);
        }
        var early = attempts.count(guess(account, caller), settings.freeTries());
        if (early > 0) {
            network.giveBack(1);
            throw tooMany(early);
        }
    }

    private Quota quotaOf(Caller caller) {
        return networks.get(caller.network(), network -> quotas.of(rule, network));
    }

    // With a digest, since strangers choose the length of the text.
    private static String guess(String account, Caller caller) {
        return Sha256.hex(account).substring(0, DIGITS) + " " + caller.network();
    }

    private static RequestException tooMany(long nanos) {
        return RequestException.rateLimited("Too many attempts to sign in.", Duration.ofNanos(nanos));
    }

    /** Takes back a successful attempt, and makes the next ones free again. */
    public void succeeded(String account, Caller caller) {
        attempts.forget(guess(account, caller));
        quotaOf(caller).giveBack(1);
    }
}
