package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;

/**
 * Which media are asked for.
 *
 * @param kind      of this kind, or of any
 * @param condition what else they have to be like, as it is found out of one item
 * @param indexed   the same, as the items are found
 */
public record MediaFilter(Optional<MediaKind> kind, Condition condition, Condition indexed) {

    /** {@return what they have to be like in all} */
    public Condition inAll() {
        var ofKind = kind.map(only -> Condition.of("kind = ?", only.name()));
        return condition.equals(Condition.ALWAYS)
                ? ofKind.orElse(condition)
                : Condition.all(Stream.concat(ofKind.stream(), Stream.of(indexed)).toList());
    }

    /** {@return the media that it lets through} */
    FilteredList<MediaItem> list() {
        return new FilteredList<>(this::ofKind, condition, this::whole, MediaRepository.COLUMNS, MediaRepository::read);
    }

    private Select ofKind() {
        return Select.from("media_items").whereGiven("kind = ?", kind.map(MediaKind::name));
    }

    private Select whole() {
        // Many are of a kind: any other index is to be preferred.
        return condition.equals(Condition.ALWAYS)
                ? ofKind()
                : Select.from("media_items").whereGiven("likelihood(kind = ?, 0.5)", kind.map(MediaKind::name))
                        .where(indexed);
    }
}
