package org.reelgraph.mediaos.entries;

import java.util.Optional;
import org.reelgraph.mediaos.files.EntryKey;

/**
 * An entry as it stands in its file.
 *
 * @param position its place in the file
 * @param rowId    the row that it became; empty if it is kept just as it is. A row that isn't there any more was deleted
 * @param json     the entry, with its secrets encrypted
 */
public record KeptEntry(long id, String file, EntryKey key, int position, Optional<Long> rowId, String json) {

    /** {@return the same entry as another row} */
    KeptEntry of(long row) {
        return new KeptEntry(id, file, key, position, Optional.of(row), json);
    }

    KeptEntry saying(String other) {
        return new KeptEntry(id, file, key, position, rowId, other);
    }
}
