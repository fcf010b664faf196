package org.reelgraph.graphql.http;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.wire.ReceivedRequest;
import org.reelgraph.settings.declaration.Setting;

/**
 * Parses a request's JSON. The body is decompressed while it is parsed, so that it is in memory only once, as values.
 * The values are counted as they are created, so that their number never exceeds the limit.
 */
@Introspected
@Singleton
class RequestBody {

    /** The advice in errors about bodies that are too large. */
    static final String LARGER_IMPORTS = "Send less at once, or import a file of any size with importLibrary.";

    private static final int HEAP_PER_VALUE = 1_024;
    private static final int BEGINNING = 4;
    // The fraction of the memory budget that is left for other requests.
    private static final int LEFT_FOR_OTHERS = 16;
    // A JSON value has a byte at least, and these are too few for their memory to be counted.
    private static final int SMALL = 8_192;

    private final BodyLimit limit;
    private final MemoryBudget memory;
    private final int values;
    private final long importValues;

    /**
     * @param values       maximum number of values in a body of a client that may not import
     *                     ({@code REELGRAPH_LIMITS_BODY_VALUES})
     * @param importValues maximum number of values in a body of a client that may import; 0 means one for each KiB of
     *                     the heap ({@code REELGRAPH_LIMITS_IMPORT_VALUES})
     */
    RequestBody(BodyLimit limit, MemoryBudget memory,
            @Setting(description = "Values in the body of a caller who may not import.", defaultValue = "100000",
                    storable = true) @Property(name = "reelgraph.limits.body-values") int values,

            @Setting(
                    description = "Values in the body of a caller who may import. `0` means one for each KiB of the heap.",
                    defaultValue = "0", min = 0,
                    storable = true) @Property(name = "reelgraph.limits.import-values") long importValues) {
        this.limit = limit;
        this.memory = memory;
        this.values = values;
        this.importValues = importValues == 0 ? Runtime.getRuntime().maxMemory() / HEAP_PER_VALUE : importValues;
    }

    /**
     * Parses a body and releases its bytes.
     *
     * @return the body's value
     */
    @Nullable
    Object read(ReceivedRequest request, Caller caller) {
        var body = request.body();
        var most = caller.is(Role.MODERATOR) ? Math.max(values, importValues) : values;
        try {
            return parse(
                    () -> new Bounded(unpacked(request.coding(), body.read()), limit.most(caller),
                            () -> limit.tooLarge(caller)),
                    "body",
                    new ValueCount(most, caller.is(Role.MODERATOR), bytesOfValues() - body.length(), body::share));
        } finally {
            body.forget();
        }
    }

    /** {@return the value of a part of a multipart body, which has as much room as the body of anybody} */
    @Nullable
    Object read(InputStream part, String name, MemoryBudget.Share share) {
        var most = limit.least();
        return parse(() -> new Bounded(part, most,
                () -> new RequestException(ErrorCode.PAYLOAD_TOO_LARGE,
                        "The part '" + name + "' may have " + most + " bytes (REELGRAPH_LIMITS_BODY).")),
                "part '" + name + "'", new ValueCount(values, false, bytesOfValues(), () -> share));
    }

    private long bytesOfValues() {
        return memory.most() - memory.most() / LEFT_FOR_OTHERS;
    }

    /** {@return whether a body is so small that it may be read twice, and that no caller's limits forbid it} */
    boolean isSmall(ReceivedRequest request) {
        return request.coding().isEmpty() && request.body().length() <= Math.min(SMALL, values);
    }

    /**
     * {@return the value of a small body, whoever sent it} The body stays as it is: a request that has to wait keeps its
     * bytes, since its values take many times as much memory.
     */
    @Nullable
    Object preview(ReceivedRequest request) {
        return parse(request.body()::preview, "body", bytes -> {
        });
    }

    /** {@return the value of a URL parameter} */
    @Nullable
    Object read(String parameter, String name) {
        return parse(() -> new ByteArrayInputStream(parameter.getBytes(StandardCharsets.UTF_8)),
                "parameter '" + name + "'", bytes -> {
                });
    }

    private interface Source {

        InputStream open() throws IOException;
    }

    private static @Nullable Object parse(Source source, String where, JsonReader.Meter meter) {
        try (var text = new PushbackInputStream(source.open(), BEGINNING)) {
            if (isWide(text)) {
                throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "JSON must be encoded in UTF-8.");
            }
            return JsonReader.read(new WellFormedUtf8(text), meter);
        } catch (StreamConstraintsException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST, ("The " + where
                    + " exceeds a limit: names of 50,000 characters, strings of %,d, numbers of 1,000 digits,"
                    + " %,d levels.")
                    .formatted(JsonReader.LONGEST_STRING, JsonReader.DEEPEST));
        } catch (JsonReader.DuplicateMemberException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST, e.getMessage() + " (in the " + where + ").");
        } catch (IOException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST, "The " + where + " is not well-formed JSON in UTF-8.");
        }
    }

    // Rejects UTF-16 and UTF-32, which the parser would detect and accept. Either has a zero byte or a byte order mark
    // among the first bytes.
    private static boolean isWide(PushbackInputStream text) throws IOException {
        var beginning = text.readNBytes(BEGINNING);
        text.unread(beginning);
        for (var each : beginning) {
            if (each == 0 || (each & 0xfe) == 0xfe) {
                return true;
            }
        }
        return false;
    }

    private static InputStream unpacked(String coding, InputStream bytes) throws IOException {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> new GZIPInputStream(bytes);
            case "deflate" -> inflated(bytes);
            default -> throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "A body may be compressed with gzip or deflate, not " + coding + ".");
        };
    }

    // RFC 9110 requires a zlib header (RFC 1950), but some clients omit it.
    private static InputStream inflated(InputStream bytes) throws IOException {
        var packed = new PushbackInputStream(bytes, 2);
        var header = packed.readNBytes(2);
        packed.unread(header);
        var isZlib = header.length == 2 && (header[0] & 0x0f) == Deflater.DEFLATED
                && ((header[0] & 0xff) << 8 | header[1] & 0xff) % 31 == 0;
        return new InflaterInputStream(packed, new Inflater(!isZlib)) {
            @Override
            public void close() throws IOException {
                inf.end();
                super.close();
            }
        };
    }

    // Limits the size after decompression.
    private static final class Bounded extends FilterInputStream {

        private final Supplier<RequestException> tooLarge;
        private long left;

        private Bounded(InputStream bytes, long most, Supplier<RequestException> tooLarge) {
            super(bytes);
            this.tooLarge = tooLarge;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            return one < 0 ? one : count(one, 1);
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            var length = super.read(target, offset, most);
            return count(length, length);
        }

        private int count(int result, int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge.get();
            }
            return result;
        }
    }
}
