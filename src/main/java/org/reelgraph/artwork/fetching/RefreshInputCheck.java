package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.reelgraph.catalog.lists.MediaSelectionReader;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Finds what is wrong with the input of a job before it is queued. */
@Singleton
class RefreshInputCheck {

    private static final int MOST_IDS = 500;

    private final MediaSelectionReader selection;

    RefreshInputCheck(MediaSelectionReader selection) {
        this.selection = selection;
    }

    /**
     * {@return what is wrong, with paths within the input}
     *
     * @throws org.reelgraph.graphql.errors.RequestException if the filter is invalid
     */
    List<UserError> errors(RefreshInput input) {
        if (input.ids().isPresent() && input.filter().isPresent()) {
            return List.of(UserError.of(UserErrorCode.INVALID).at(RefreshInput.FILTER)
                    .saying("Name the items by ids or by a filter, not both."));
        }
        // Refuses a filter that is none.
        selection.select(input.ids(), input.filter());
        return input.ids().map(this::ids).orElse(List.of());
    }

    private List<UserError> ids(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            return List.of(UserError.of(ids.isEmpty() ? UserErrorCode.REQUIRED : UserErrorCode.TOO_MANY)
                    .at(RefreshInput.IDS).saying("Name 1 to " + MOST_IDS + " items, not " + ids.size() + "."));
        }
        var known = selection.findExisting(ids);
        return IntStream.range(0, ids.size()).filter(index -> !known.contains(ids.get(index)))
                .mapToObj(index -> UserError.of(UserErrorCode.NOT_FOUND)
                        .at(RefreshInput.IDS, String.valueOf(index))
                        .saying("No series, movie, album or book has this id."))
                .toList();
    }
}
