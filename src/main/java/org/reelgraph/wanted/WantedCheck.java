package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Checks what somebody says about a wanted item. Paths are those within the item. */
@Singleton
public class WantedCheck {

    private static final int LONGEST = 500;
    // An entry of PostgreSQL's indexes has at most 2,704 bytes.
    private static final int LONGEST_KEY = 2_000;
    private static final int LONGEST_ID = 200;
    private static final int LAST_YEAR = 9_999;
    private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}\\p{Z}]");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final SortKeys keys;

    /** @param keys how titles are compared */
    public WantedCheck(SortKeys keys) {
        this.keys = keys;
    }

    /** {@return whether a text shows anything} */
    public static boolean isVisible(String text) {
        return VISIBLE.matcher(text).find();
    }

    /**
     * {@return an external id in its canonical form; empty if the text identifies nothing, or is no id of the scheme}
     *
     * @param errors takes what is wrong with it
     */
    public static Optional<String> canonical(ExternalIdScheme scheme, String text, List<String> path,
            Consumer<UserError> errors) {
        if (text.length() > LONGEST) {
            errors.accept(tooLong("An id", LONGEST_ID, path));
            return Optional.empty();
        }
        if (ExternalId.isPlaceholder(text)) {
            return Optional.empty();
        }
        try {
            var id = scheme.canonical(text);
            if (id.length() > LONGEST_ID) {
                errors.accept(tooLong("An id", LONGEST_ID, path));
            } else if (NO_TEXT.matcher(id).find()) {
                errors.accept(UserError.of(UserErrorCode.INVALID).at(path).saying("An id has no control characters."));
            } else {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException e) {
            errors.accept(UserError.of(UserErrorCode.INVALID).at(path).saying(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** {@return what is wrong with normalized details; empty if nothing is} */
    public List<UserError> errors(WantedDetails details) {
        var errors = new ArrayList<UserError>();
        title(details.title()).ifPresent(errors::add);
        var year = details.year();
        if (year != null && (year < 1 || year > LAST_YEAR)) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at("year")
                    .saying("The year must be from 1 to " + LAST_YEAR + ", not " + year + "."));
        }
        var query = details.searchQuery();
        if (query != null) {
            text(query, "A search query", List.of("searchQuery")).ifPresent(errors::add);
        }
        details.idsByScheme().keySet().stream().filter(scheme -> !isOf(scheme, details.kind()))
                .map(scheme -> UserError.of(UserErrorCode.INVALID).at("externalIds", scheme.fieldName())
                        .saying("Such an item has no id of this scheme."))
                .forEach(errors::add);
        var search = details.lastSearch();
        if (search != null) {
            count("found", search.found()).ifPresent(errors::add);
            count("grabbed", search.grabbed()).ifPresent(errors::add);
        }
        return errors;
    }

    private static boolean isOf(ExternalIdScheme scheme, MediaKind kind) {
        return switch (scheme) {
            case MUSICBRAINZ -> kind == MediaKind.ALBUM;
            case ISBN -> kind == MediaKind.BOOK;
            default -> true;
        };
    }

    private Optional<UserError> title(String title) {
        var path = List.of("title");
        if (!isVisible(title)) {
            return Optional.of(UserError.of(UserErrorCode.REQUIRED).at(path).saying("A wanted item needs a title."));
        }
        return text(title, "A title", path).or(() -> isIndexable(title)
                ? Optional.empty()
                : Optional.of(tooLong("A title", LONGEST / 2, path)));
    }

    // Some characters become many once they are folded.
    private boolean isIndexable(String title) {
        return keys.comparable(title).getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
                && keys.of(title).getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
    }

    private static Optional<UserError> text(String text, String what, List<String> path) {
        if (text.length() > LONGEST) {
            return Optional.of(tooLong(what, LONGEST, path));
        }
        return NO_TEXT.matcher(text).find()
                ? Optional.of(UserError.of(UserErrorCode.INVALID).at(path).saying(what + " has no control characters."))
                : Optional.empty();
    }

    private static UserError tooLong(String what, int most, List<String> path) {
        return UserError.of(UserErrorCode.OUT_OF_RANGE).at(path)
                .saying(what + " has at most " + most + " characters.");
    }

    private static Optional<UserError> count(String name, @Nullable Integer count) {
        return count == null || count >= 0
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at("lastSearch", name)
                        .saying("This must be 0 or more, not " + count + "."));
    }
}
