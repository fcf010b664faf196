package org.reelgraph.mediaos.undo;

import java.util.Optional;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.KeptEntry;

/**
 * What there is of an entry.
 *
 * @param kept  the entry as it stands in its file; empty if it was never imported
 * @param row   the row that it became, whether or not that is there
 * @param value what the row means; empty if there is none, or none that an undo puts back
 */
public record Found<T>(Optional<KeptEntry> kept, Optional<Long> row, Optional<T> value) {

    /** {@return nothing} */
    static <T> Found<T> nothing() {
        return new Found<>(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** {@return whether it is kept just as it is, without a row} */
    boolean isAsItIs() {
        return kept.isPresent() && row.isEmpty();
    }

    /** {@return whether there is neither a row nor something that is kept as it is} */
    boolean isNothing() {
        return value.isEmpty() && !isAsItIs();
    }

    /** {@return whether it is the same, wherever it stands in the file} */
    boolean isSame(Found<T> other) {
        return row.equals(other.row) && value.equals(other.value) && kept.isPresent() == other.kept.isPresent()
                && (kept.isEmpty() || isSame(kept.get().json(), other.kept.orElseThrow().json()));
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other) || EntryJson.isSame(EntryJson.object(one), EntryJson.object(other));
    }
}
