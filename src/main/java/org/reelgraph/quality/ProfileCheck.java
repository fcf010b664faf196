package org.reelgraph.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

/**
 * Checks what a profile says by itself, whatever other profiles there are.
 *
 * @param minSize what the field with the least size is called where the profile comes from
 * @param maxSize what the field with the greatest size is called there
 */
public record ProfileCheck(String minSize, String maxSize) {

    /** The greatest size: all whole numbers up to it are exact in JSON. */
    public static final long LARGEST = (1L << 53) - 1;

    private static final String QUALITIES = "qualities";
    private static final int MOST_QUALITIES = 50;
    private static final Pattern QUALITY = Pattern.compile("(?=.*[^\\p{C}\\p{Z}])[^\\p{Cc}\\p{Cs}]{1,40}");
    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cc}\\p{Cs}\\n]*(?:\\n[^\\p{Cc}\\p{Cs}\\n]*)*+");
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int LONGEST_SHOWN = 40;

    /** {@return what is wrong, with paths within the profile; empty if nothing is} */
    public List<UserError> errors(ProfileContent content) {
        var errors = new ArrayList<UserError>();
        NameInput.error(content.name(), "A quality profile", List.of("name")).ifPresent(errors::add);
        content.description().flatMap(ProfileCheck::description).ifPresent(errors::add);
        errors.addAll(qualities(content.qualities()));
        cutoff(content).ifPresent(errors::add);
        size(content.minSize(), minSize).ifPresent(errors::add);
        size(content.maxSize(), maxSize).ifPresent(errors::add);
        if (content.minSize().isPresent() && content.maxSize().isPresent()
                && content.minSize().get() > content.maxSize().get()) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at(minSize).saying("The least size, "
                    + content.minSize().get() + " bytes, is greater than the greatest, " + content.maxSize().get()
                    + " bytes."));
        }
        return errors;
    }

    private static Optional<UserError> description(String text) {
        return text.length() > LONGEST_DESCRIPTION || !DESCRIPTION.matcher(text).matches()
                ? Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at("description").saying(
                        "A description has at most " + LONGEST_DESCRIPTION + " characters, and no control characters."))
                : Optional.empty();
    }

    private static List<UserError> qualities(List<RankedQuality> qualities) {
        if (qualities.size() > MOST_QUALITIES) {
            return List.of(UserError.of(UserErrorCode.TOO_MANY).at(QUALITIES)
                    .saying("A profile has at most " + MOST_QUALITIES + " qualities, not " + qualities.size() + "."));
        }
        var errors = new ArrayList<UserError>();
        var known = new HashSet<String>();
        for (var i = 0; i < qualities.size(); i++) {
            var name = qualities.get(i).quality();
            var path = List.of(QUALITIES, Integer.toString(i), "quality");
            if (!QUALITY.matcher(name).matches()) {
                errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path).saying("A quality's name has 1 to 40"
                        + " characters: at least one visible character, and no control characters."));
            } else if (!known.add(name.toLowerCase(Locale.ROOT))) {
                errors.add(UserError.of(UserErrorCode.DUPLICATE).at(path)
                        .saying("The quality '" + name + "' is in the profile twice."));
            }
        }
        if (qualities.stream().noneMatch(RankedQuality::allowed)) {
            errors.add(UserError.of(UserErrorCode.REQUIRED).at(QUALITIES)
                    .saying("At least one quality has to be allowed."));
        }
        return errors;
    }

    private static Optional<UserError> cutoff(ProfileContent content) {
        return content.allowed().stream().anyMatch(content.cutoff()::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at("cutoff").saying("The cutoff '"
                        + abbreviated(content.cutoff()) + "' is none of the qualities that are allowed."));
    }

    private static String abbreviated(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    private static Optional<UserError> size(Optional<Long> size, String field) {
        return size.filter(bytes -> bytes < 0 || bytes > LARGEST).map(bytes -> UserError
                .of(UserErrorCode.OUT_OF_RANGE).at(field)
                .saying("A size is from 0 to " + LARGEST + " bytes, not " + bytes + "."));
    }
}
