package org.reelgraph.catalog.lists;

import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;

/**
 * Which media are asked for.
 *
 * @param kind      of this kind, or of any
 * @param condition what else they have to be like
 */
record MediaFilter(Optional<MediaKind> kind, Condition condition) {

    /** {@return whether there is more to it than the kind} */
    boolean restricts() {
        return !condition.equals(Condition.ALWAYS);
    }

    /** {@return a selection of all of the kind} */
    Select ofKind() {
        return Select.from("media_items").whereGiven("kind = ?", kind.map(MediaKind::name));
    }

    /** {@return a selection of what the filter lets through} */
    Select whole() {
        // Many are of a kind: any other index is to be preferred.
        return restricts()
                ? Select.from("media_items").whereGiven("likelihood(kind = ?, 0.5)", kind.map(MediaKind::name))
                        .where(condition)
                : ofKind();
    }
}
