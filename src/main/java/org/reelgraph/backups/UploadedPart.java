package org.reelgraph.backups;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * What part of a file a request brings.
 *
 * @param first  the first byte; 0 is that of the file
 * @param length how many bytes; empty if that isn't announced
 * @param total  how many bytes the whole file has; empty if that isn't announced, and it ends with this part
 */
record UploadedPart(long first, OptionalLong length, OptionalLong total) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /**
     * {@return the part of a request}
     *
     * @param range  its {@code Content-Range}, if it doesn't bring all
     * @param length its {@code Content-Length}; negative if it has none
     * @throws RequestException if that isn't possible
     */
    static UploadedPart of(@Nullable String range, long length) {
        var announced = length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
        if (range == null) {
            return new UploadedPart(0, announced, announced);
        }
        var found = RANGE.matcher(range);
        if (!found.matches()) {
            throw malformed(range);
        }
        var first = Long.parseLong(found.group(1));
        var end = Long.parseLong(found.group(2)) + 1;
        var total = Long.parseLong(found.group(3));
        if (end <= first || end > total || announced.orElse(end - first) != end - first) {
            throw malformed(range);
        }
        return new UploadedPart(first, OptionalLong.of(end - first), OptionalLong.of(total));
    }

    private static RequestException malformed(String range) {
        return RequestException.badInput("The header Content-Range has the form 'bytes 0-99/200' and fits what is sent,"
                + " which '" + range + "' doesn't.");
    }

    /** {@return how many bytes are missing from its first one to the file's end; empty if that isn't announced} */
    OptionalLong rest() {
        return total.isPresent() ? OptionalLong.of(total.getAsLong() - first) : OptionalLong.empty();
    }

    /** {@return whether the file ends with it} */
    boolean isLast() {
        return length.equals(rest());
    }
}
