package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Unselective;
import org.reelgraph.storage.sql.Select;

/**
 * Which media are asked for.
 *
 * @param kind  of this kind, or of any
 * @param other what else they have to be like
 */
public record MediaFilter(Optional<MediaKind> kind, ListFilter other) {

    /** {@return what they have to be like in all} */
    public Condition inAll() {
        var ofKind = kind.map(MediaFilter::isOfKind);
        return other.isOpen()
                ? ofKind.orElse(Condition.ALWAYS)
                : Condition.all(Stream.concat(ofKind.stream(), Stream.of(other.indexed().get())).toList());
    }

    /** {@return the media that it lets through, of which only these columns are read} */
    FilteredList<MediaItem> list(Columns<MediaItem> columns) {
        return new FilteredList<>(this::ofKind, other, this::whole, columns);
    }

    private Select ofKind() {
        return Select.from("media_items").whereGiven(kind, MediaFilter::isOfKind);
    }

    private static Condition isOfKind(MediaKind kind) {
        return Condition.equal("kind", kind.name());
    }

    private Select whole() {
        // Many are of a kind: any other index is to be preferred.
        return other.isOpen()
                ? ofKind()
                : Select.from("media_items").whereGiven(kind, only -> new Unselective(isOfKind(only)))
                        .where(other.indexed().get());
    }
}
