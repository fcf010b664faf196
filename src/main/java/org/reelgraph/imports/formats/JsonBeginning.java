package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.reelgraph.graphql.UserErrorCode;

/** What the first bytes of a file tell of it. */
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

    /** {@return whether the first line is an object of its own, if perhaps a faulty one, rather than only begins one} */
    boolean isLines() {
        return isObject() && firstLine() != FirstLine.CUT;
    }

    /** {@return whether the first line has a member {@code kind}} */
    boolean isLinesWithKind() {
        return isObject() && firstLine() == FirstLine.WITH_KIND;
    }

    private enum FirstLine {
        WITH_KIND, WITHOUT_KIND, CUT
    }

    private FirstLine firstLine() {
        var end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        var longerThanLookedAt = end == LOOKED_AT;
        try (var json = TreeParser.JSON.createParser(bytes, start, end - start)) {
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
            return longerThanLookedAt ? FirstLine.WITHOUT_KIND : FirstLine.CUT;
        } catch (JsonProcessingException e) {
            return FirstLine.WITHOUT_KIND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return that the file isn't what was expected, and what it seems to be instead} */
    SourceException instead(String expected) {
        return new SourceException(UserErrorCode.UNKNOWN_FORMAT,
                "'" + file.name() + "' is not " + expected + ": " + seen() + ".");
    }

    private String seen() {
        if (start == bytes.length) {
            return bytes.length < LOOKED_AT ? "it is empty" : "it begins with nothing but space";
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
        if (isArray()) {
            return "it is a JSON array";
        }
        if (isObject()) {
            return isLines() ? "its first line is a JSON object" : "it is one JSON object over several lines";
        }
        return "it is no JSON";
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
