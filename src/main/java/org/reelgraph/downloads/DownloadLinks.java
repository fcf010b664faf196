package org.reelgraph.downloads;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.RandomToken;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.WriteTransactions;

/**
 * Links to downloads. A link belongs to the address that uses it first, which can go on after its connection was lost,
 * until the end of the file was sent.
 */
@Singleton
class DownloadLinks {

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    /** A new link's token, which is shown only once. */
    record Created(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "a link until " + expiresAt;
        }
    }

    private final List<Downloadable> kinds;
    private final DownloadLinkStore links;
    private final UserRepository users;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DownloadLinks(List<Downloadable> kinds, DownloadLinkStore links, UserRepository users,
            WriteTransactions transactions, AuditTrail audit, Ids ids, Clock clock) {
        this.kinds = kinds;
        this.links = links;
        this.users = users;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@return the kind of file that a global id names} */
    Optional<Downloadable> kindOf(String id) {
        return GlobalId.find(id)
                .flatMap(parsed -> kinds.stream().filter(kind -> kind.prefix().equals(parsed.prefix())).findFirst());
    }

    /**
     * {@return a new link}
     *
     * @param user who makes it
     * @param role what a download of the file requires
     */
    Created create(Actor who, long user, Role role, Downloadable.Content file) {
        var token = RandomToken.of(random);
        var now = clock.instant();
        return transactions.within(() -> audit.within(who.needing(role), "createDownloadLink", file.target(),
                file.name(), () -> {
                    links.save(new DownloadLink(ids.next(), Sha256.hex(token), file.target(), user, now,
                            now.plus(GOOD_FOR), null, null));
                    return new Created(token, now.plus(GOOD_FOR));
                }));
    }

    /** {@return the link with a token, which belongs to this address now; empty if it can't use one} */
    Optional<DownloadLink> claim(String token, String address) {
        return transactions.within(() -> links.findByTokenHash(Sha256.hex(token))
                .filter(link -> link.isGood(address, clock.instant()))
                .map(link -> links.update(link.claimedBy(address))));
    }

    /** {@return whether who made a link still has a role} */
    boolean isBacked(DownloadLink link, Role role) {
        return users.findById(link.userId()).filter(user -> user.isActive() && user.role().covers(role)).isPresent();
    }
}
