package org.reelgraph.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;

/**
 * Caches data from the database until the database changes, here or by whatever other server.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class VersionedCache<K, V> {

    // The version is taken before the read, so a commit in between makes the value outdated at once.
    private record Known<V>(long version, V value) {
    }

    private final DataVersion version;
    private final Function<K, V> read;
    private final Cache<K, Known<V>> known;

    /**
     * @param read reads a value
     * @param most maximum number of values
     */
    public VersionedCache(DataVersion version, Function<K, V> read, int most) {
        this.version = version;
        this.read = read;
        this.known = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** {@return the value as the database has it} */
    public V get(K key) {
        var now = version.current();
        var before = known.getIfPresent(key);
        if (before != null && before.version() == now) {
            return before.value();
        }
        var value = read.apply(key);
        known.put(key, new Known<>(now, value));
        return value;
    }
}
