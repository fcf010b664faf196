package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.lists.MediaSelectionReader;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.verification.files.MediaFolders;

/** Finds what is wrong with the input of a job before it is queued. */
@Singleton
class VerifyInputCheck {

    private static final int MOST_IDS = 500;

    private final VerifiedItemReader items;
    private final MediaSelectionReader selection;
    private final MediaFolders folders;

    VerifyInputCheck(VerifiedItemReader items, MediaSelectionReader selection, MediaFolders folders) {
        this.items = items;
        this.selection = selection;
        this.folders = folders;
    }

    /**
     * {@return what is wrong, with paths within the input}
     *
     * @throws org.reelgraph.graphql.errors.RequestException if the filter is invalid
     */
    List<UserError> errors(VerifyInput input) {
        return Stream.concat(selection(input).stream(), input.path().flatMap(path -> path(input, path)).stream())
                .toList();
    }

    private List<UserError> selection(VerifyInput input) {
        if (input.ids().isPresent() && input.filter().isPresent()) {
            return List.of(UserError.of(UserErrorCode.INVALID).at(VerifyInput.FILTER)
                    .saying("Name the items by ids or by a filter, not both."));
        }
        if (input.ids().isEmpty() && input.filter().isEmpty() && input.kind().isEmpty()) {
            return List.of(UserError.of(UserErrorCode.REQUIRED).at(VerifyInput.IDS)
                    .saying("Say which items are to be verified: ids, a filter or a kind. The filter {} means all."));
        }
        if (input.ids().isPresent()) {
            return ids(input.ids().get());
        }
        items.select(input);
        return List.of();
    }

    private List<UserError> ids(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            return List.of(UserError.of(ids.isEmpty() ? UserErrorCode.REQUIRED : UserErrorCode.TOO_MANY)
                    .at(VerifyInput.IDS).saying("Name 1 to " + MOST_IDS + " items, not " + ids.size() + "."));
        }
        var known = selection.findExisting(ids);
        return IntStream.range(0, ids.size()).filter(index -> !known.contains(ids.get(index)))
                .mapToObj(index -> UserError.of(UserErrorCode.NOT_FOUND)
                        .at(VerifyInput.IDS, String.valueOf(index))
                        .saying("No series, movie, album or book has this id."))
                .toList();
    }

    private Optional<UserError> path(VerifyInput input, String path) {
        if (input.ids().map(List::size).orElse(0) != 1) {
            return Optional.of(UserError.of(UserErrorCode.INVALID).at(VerifyInput.PATH)
                    .saying("A path is the file of one item: name that item in ids, and no other."));
        }
        return folders.find(path) instanceof MediaFolders.Refused refused
                ? Optional.of(UserError.of(code(refused)).at(VerifyInput.PATH).saying(refused.message()))
                : Optional.empty();
    }

    private static UserErrorCode code(MediaFolders.Refused refused) {
        return switch (refused.problem()) {
            case OUTSIDE, LEADS_OUT, NO_FOLDERS -> SourceErrors.OUTSIDE_FOLDER;
            case NOT_A_PATH -> UserErrorCode.INVALID;
            case MISSING, NO_FILE -> UserErrorCode.NOT_FOUND;
            case NO_PERMISSION -> SourceErrors.UNREADABLE;
        };
    }
}
