package org.reelgraph.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;

/**
 * Keeps what was read of the database until that changes.
 *
 * @param <K> by what it is looked up
 * @param <V> what is read
 */
public final class VersionedCache<K, V> {

    // The version is taken before reading: what is committed meanwhile makes the value out of date at once.
    private record Known<V>(long version, V value) {
    }

    private final DataVersion version;
    private final Function<K, V> read;
    private final Cache<K, Known<V>> known;

    /**
     * @param read how a value is read
     * @param most how many values are kept
     */
    public VersionedCache(DataVersion version, Function<K, V> read, int most) {
        this.version = version;
        this.read = read;
        this.known = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** {@return the value as the database has it} */
    public V get(K key) {
        var now = version.now();
        var before = known.getIfPresent(key);
        if (before != null && before.version() == now) {
            return before.value();
        }
        var value = read.apply(key);
        known.put(key, new Known<>(now, value));
        return value;
    }
}
