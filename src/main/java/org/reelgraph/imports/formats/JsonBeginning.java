package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;

/** What a file's first bytes reveal about its content. */
final class JsonBeginning {

    private static final int LOOKED_AT = 65_536;
    private static final int BYTE_ORDER_MARK = 3;

    private final SourceFile file;
    private final byte[] bytes;
    private final int start;

    private JsonBeginning(SourceFile file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.start = start(bytes);
    }

    static JsonBeginning of(SourceFile file) throws SourceException {
        return new JsonBeginning(file, file.beginning(LOOKED_AT));
    }

    /**
     * {@return the beginning of the first file that isn't empty}
     *
     * @throws SourceException if all are empty, or none can be read
     */
    static JsonBeginning ofFirst(ImportSource source) throws SourceException {
        SourceException unread = null;
        JsonBeginning empty = null;
        for (var name : source.names()) {
            try {
                var beginning = of(source.file(name));
                if (!beginning.isEmpty()) {
                    return beginning;
                }
                empty = beginning;
            } catch (SourceException e) {
                unread = unread == null ? e : unread;
            }
        }
        if (empty != null) {
            return empty;
        }
        throw unread;
    }

    private static int start(byte[] bytes) {
        var marked = bytes.length >= BYTE_ORDER_MARK && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB
                && (bytes[2] & 0xFF) == 0xBF;
        var start = marked ? BYTE_ORDER_MARK : 0;
        while (start < bytes.length && (bytes[start] == ' ' || bytes[start] == '\n' || bytes[start] == '\r'
                || bytes[start] == '\t')) {
            start++;
        }
        return start;
    }

    boolean isArray() {
        return startsWith('[');
    }

    boolean isObject() {
        return startsWith('{');
    }

    /** {@return whether this may be JSON Lines; the first line may be faulty} */
    boolean mayBeLines() {
        return !isInUtf16() && !isPacked() && !isArray()
                && (isObject() && firstLine() != FirstLine.CUT || secondLineIsObject());
    }

    /** {@return whether the first line has a member {@code kind}, or is too long to tell} */
    boolean isLinesWithKind() {
        return isObject() && Set.of(FirstLine.WITH_KIND, FirstLine.LONG).contains(firstLine());
    }

    /** {@return whether this is a Tautulli API response: an object whose first member is {@code response}} */
    boolean isApiAnswer() {
        return isObjectAround("response");
    }

    /** {@return whether this is a response of Plex Media Server's API} */
    boolean isPlexAnswer() {
        return isObjectAround(PlexAnswer.CONTAINER);
    }

    /** {@return whether this is an object with a member of this name, as far as its beginning shows} */
    boolean hasMember(String name) {
        if (!isObject()) {
            return false;
        }
        try (var json = parser(bytes.length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals(name)) {
                    return true;
                }
                json.nextToken();
                json.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false; // truncated or not JSON: false in either case
        }
    }

    private boolean isObjectAround(String name) {
        if (!isObject()) {
            return false;
        }
        try (var json = parser(bytes.length)) {
            json.nextToken();
            return json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals(name)
                    && json.nextToken() == JsonToken.START_OBJECT;
        } catch (IOException e) {
            return false; // truncated or not JSON: false in either case
        }
    }

    /** {@return whether this is an array whose first item is an object with an object under one of these names} */
    boolean isArrayOf(Set<String> names) {
        if (!isArray()) {
            return false;
        }
        try (var json = parser(bytes.length)) {
            json.nextToken();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var isNamed = names.contains(json.currentName());
                if (json.nextToken() == JsonToken.START_OBJECT && isNamed) {
                    return true;
                }
                json.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false; // truncated or not JSON: false in either case
        }
    }

    private boolean isEmpty() {
        return start == bytes.length;
    }

    private JsonParser parser(int end) throws IOException {
        return BoundedJson.parser(new ByteArrayInputStream(bytes, start, end - start));
    }

    // JSON starts with an ASCII character, which takes two or four bytes in UTF-16 and UTF-32.
    private boolean isInUtf16() {
        return startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE) || startsWith(0)
                || start + 1 < bytes.length && bytes[start + 1] == 0;
    }

    private boolean isPacked() {
        return startsWith('P', 'K', 3, 4) || startsWith(0x1F, 0x8B);
    }

    private enum FirstLine {
        WITH_KIND("its first line is a JSON object with a kind, as in " + JsonLines.FORMAT), WITHOUT_KIND(
                "its first line is a JSON object without a kind"), FAULTY(
                        "its first line starts like a JSON object but isn't one"), LONG(
                                "it is a JSON object on a long line"), CUT("it is one JSON object over several lines");

        private final String inWords;

        FirstLine(String inWords) {
            this.inWords = inWords;
        }
    }

    private int endOfFirstLine() {
        var end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean secondLineIsObject() {
        var second = endOfFirstLine() + 1;
        return second < bytes.length && bytes[second] == '{';
    }

    private FirstLine firstLine() {
        var end = endOfFirstLine();
        try (var json = parser(end)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("kind")) {
                    return FirstLine.WITH_KIND;
                }
                json.nextToken();
                json.skipChildren();
            }
            return FirstLine.WITHOUT_KIND;
        } catch (JsonEOFException e) {
            return end == LOOKED_AT ? FirstLine.LONG : FirstLine.CUT;
        } catch (IOException e) {
            return FirstLine.FAULTY;
        }
    }

    /** {@return the error that the file isn't what was expected, with what it appears to be instead} */
    SourceException instead(String expected) {
        return new SourceException(SourceErrors.UNKNOWN_FORMAT,
                "'" + file.name() + "' is not " + expected + ": " + seen() + ".");
    }

    private String seen() {
        if (isEmpty()) {
            return bytes.length < LOOKED_AT ? "it is empty" : "it starts with nothing but space";
        }
        if (startsWith('P', 'K', 3, 4)) {
            return "it is a ZIP archive, which has to be unpacked first";
        }
        if (startsWith(0x1F, 0x8B)) {
            return "it is compressed by gzip and has to be unpacked first";
        }
        if (startsWith('S', 'Q', 'L', 'i', 't', 'e')) {
            return "it is an SQLite database";
        }
        if (isInUtf16()) {
            return "it isn't text in UTF-8";
        }
        if (isArray()) {
            return "it is a JSON array";
        }
        if (isApiAnswer()) {
            return "it is a response of Tautulli's API";
        }
        if (isPlexAnswer()) {
            return "it is a response of Plex Media Server's API";
        }
        if (isObject()) {
            return firstLine().inWords;
        }
        return "it is not JSON";
    }

    private boolean startsWith(int... expected) {
        for (var i = 0; i < expected.length; i++) {
            if (start + i >= bytes.length || (bytes[start + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
