package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reelgraph.accounts.OpenCredentialReader;
import org.reelgraph.graphql.access.LostAccess;
import org.reelgraph.graphql.access.Viewer;

/** Compares viewers with the sessions and keys that the database has. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class StoredAccess implements LostAccess {

    private final OpenCredentialReader credentials;
    private final Clock clock;

    StoredAccess(OpenCredentialReader credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Set<Viewer> among(Set<Viewer> viewers) {
        var now = clock.millis();
        var sessions = credentials.findSessions(ids(viewers, false), now);
        var keys = credentials.findKeys(ids(viewers, true), now);
        var lost = new HashSet<Viewer>();
        for (var viewer : viewers) {
            var role = (viewer.isKey() ? keys : sessions).get(viewer.credential().id());
            if (role == null || !role.covers(viewer.role())) {
                lost.add(viewer);
            }
        }
        return lost;
    }

    private static List<Long> ids(Set<Viewer> viewers, boolean ofKeys) {
        return viewers.stream().filter(viewer -> viewer.isKey() == ofKeys).map(viewer -> viewer.credential().id())
                .toList();
    }
}
