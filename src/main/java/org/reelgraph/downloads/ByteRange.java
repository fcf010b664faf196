package org.reelgraph.downloads;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file, after RFC 9110, section 14.
 *
 * @param first  the first byte; 0 is that of the file
 * @param length how many bytes
 */
public record ByteRange(long first, long length) {

    // More than one range, and what can't be understood, may be ignored.
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /**
     * {@return the part that a header asks for: all of the file if it asks for none; empty if the file has no such part}
     *
     * @param size of the file
     */
    public static Optional<ByteRange> of(String header, long size) {
        var asked = ONE.matcher(header);
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return Optional.of(new ByteRange(0, size));
        }
        if (asked.group(1).isEmpty()) {
            var last = Math.min(size, Long.parseLong(asked.group(2)));
            return last == 0 ? Optional.empty() : Optional.of(new ByteRange(size - last, last));
        }
        var first = Long.parseLong(asked.group(1));
        var end = asked.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(asked.group(2)) + 1);
        if (end <= first && first < size) {
            return Optional.of(new ByteRange(0, size));
        }
        return first >= size ? Optional.empty() : Optional.of(new ByteRange(first, end - first));
    }

    /** {@return whether the last byte of a file of this size is in it} */
    public boolean isLast(long size) {
        return first + length == size;
    }

    /** {@return the value of {@code Content-Range}} */
    public String inFileOf(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
