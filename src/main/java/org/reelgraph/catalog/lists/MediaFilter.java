package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.Unselective;
import org.reelgraph.storage.sql.Select;

/**
 * The filter of a list of media.
 *
 * @param kind  their kind; empty for all kinds
 * @param other their other conditions
 */
public record MediaFilter(Optional<MediaKind> kind, ListFilter other) {

    /** {@return the condition with the kind in it} */
    public Condition inAll() {
        var ofKind = kind.map(MediaRepository::isOfKind);
        return other.isOpen()
                ? ofKind.orElse(Condition.ALWAYS)
                : Condition.all(Stream.concat(ofKind.stream(), Stream.of(other.indexed().get())).toList());
    }

    /** {@return the condition with the kind in it, in the form for going through all media} */
    public Condition ofEach() {
        return Condition.all(Stream.concat(kind.map(MediaRepository::isOfKind).stream(), Stream.of(other.condition()))
                .toList());
    }

    /** {@return the folded text that a title has to contain, if nothing else but the kind matters} */
    Optional<String> titlePart() {
        return other.condition() instanceof Contains(var column, var text, var ignoringCase)
                && column.equals(TextColumn.FOLDED_TITLE) && !ignoringCase && !text.isEmpty()
                        ? Optional.of(text)
                        : Optional.empty();
    }

    /** {@return the media that it lets through, of which only these columns are read} */
    <T> FilteredList<T> list(Columns<T> columns) {
        return new FilteredList<>(this::ofKind, other, this::whole, inRanges(), columns);
    }

    private Optional<Select> inRanges() {
        return other.ranges().map(ranges -> Select.from("media_items")
                .where(kind.map(MediaRepository::isOfKind).orElse(FilterReader.OF_ANY_KIND)).where(ranges));
    }

    /** {@return the media of its kind} */
    Select ofKind() {
        return MediaRepository.ofKind(kind);
    }

    private Select whole() {
        // Many items have the same kind, so any other index is better.
        return other.isOpen()
                ? ofKind()
                : Select.from("media_items").whereGiven(kind, only -> new Unselective(MediaRepository.isOfKind(only)))
                        .where(other.indexed().get());
    }
}
