package org.reelgraph.imports.merge;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;

/**
 * The external ids that a source named last, if it decides what its items are. If it names others, somebody has corrected
 * the match there: ids that it had named itself are replaced, and ids that came from elsewhere stay. Not thread-safe.
 */
final class SourceIds {

    /** Those of a source that doesn't decide. */
    static final SourceIds NONE = new SourceIds(false, Map.of());

    private final boolean decides;
    private final Map<Long, ExternalIds> named;
    private final Map<Long, ExternalIds> changed = new HashMap<>();

    private SourceIds(boolean decides, Map<Long, ExternalIds> named) {
        this.decides = decides;
        this.named = named;
    }

    /** {@return those of a source that decides} */
    static SourceIds of(Map<Long, ExternalIds> named) {
        return new SourceIds(true, named);
    }

    /** {@return whether the source has named ids of an item, so that it may name others} */
    boolean haveDescribed(long item) {
        return named.containsKey(item);
    }

    /** Takes note of what the source names now. */
    void take(long item, ExternalIdFields given) {
        var now = given.or(ExternalIds.NONE);
        if (decides && now.any() && !now.equals(named.get(item))) {
            changed.put(item, now);
        }
    }

    /**
     * {@return what is to be changed}
     *
     * @param given what the source names now
     * @param held  what the item has
     */
    ExternalIdFields merged(long item, ExternalIdFields given, ExternalIds held) {
        var before = named.get(item);
        return before == null || given.none()
                ? given
                : ExternalIdFields.of(merged(given.imdb(), before, held, ExternalIds::imdb),
                        merged(given.tmdb(), before, held, ExternalIds::tmdb),
                        merged(given.tvdb(), before, held, ExternalIds::tvdb),
                        merged(given.plex(), before, held, ExternalIds::plex));
    }

    private static Field<String> merged(Field<String> given, ExternalIds before, ExternalIds held,
            Function<ExternalIds, @Nullable String> scheme) {
        var own = scheme.apply(before);
        var now = scheme.apply(held);
        if (given.value() == null) {
            return own != null && own.equals(now) ? Field.cleared() : Field.absent();
        }
        var isFromElsewhere = now != null && !now.equals(own);
        return isFromElsewhere && Objects.equals(given.value(), own) ? Field.absent() : given;
    }

    /** {@return what is to be kept of what the source names, by item} */
    Map<Long, ExternalIds> changed() {
        return changed;
    }
}
