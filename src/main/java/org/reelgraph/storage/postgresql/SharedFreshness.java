package org.reelgraph.storage.postgresql;

import jakarta.inject.Singleton;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.Freshness;

/**
 * Asks the database each time, since other servers write too. Any transaction that has written, whatever it was, makes all
 * that was read before outdated.
 */
@OnPostgresql
@Singleton
class SharedFreshness implements Freshness {

    private final DataVersion version;

    SharedFreshness(DataVersion version) {
        this.version = version;
    }

    @Override
    public long moment() {
        return version.ofAnswers(false);
    }

    @Override
    public boolean isCurrent(long moment) {
        return version.ofAnswers(true) == moment;
    }

    @Override
    public boolean isCurrent(long moment, long[] items) {
        return isCurrent(moment);
    }
}
