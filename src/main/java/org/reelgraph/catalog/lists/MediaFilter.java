package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.Columns;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;

/**
 * Which media are asked for.
 *
 * @param kind  of this kind, or of any
 * @param other what else they have to be like
 */
public record MediaFilter(Optional<MediaKind> kind, ListFilter other) {

    /** {@return what they have to be like in all} */
    public Condition inAll() {
        var ofKind = kind.map(only -> Condition.of("kind = ?", only.name()));
        return other.isOpen()
                ? ofKind.orElse(Condition.ALWAYS)
                : Condition.all(Stream.concat(ofKind.stream(), Stream.of(other.indexed().get())).toList());
    }

    /** {@return the media that it lets through, of which only these columns are read} */
    FilteredList<MediaItem> list(Columns<MediaItem> columns) {
        return new FilteredList<>(this::ofKind, other, this::whole, columns);
    }

    private Select ofKind() {
        return Select.from("media_items").whereGiven("kind = ?", kind.map(MediaKind::name));
    }

    private Select whole() {
        // Many are of a kind: any other index is to be preferred.
        return other.isOpen()
                ? ofKind()
                : Select.from("media_items").whereGiven("likelihood(kind = ?, 0.5)", kind.map(MediaKind::name))
                        .where(other.indexed().get());
    }
}
