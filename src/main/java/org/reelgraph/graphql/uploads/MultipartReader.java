package org.reelgraph.graphql.uploads;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase.SizeLimitExceededException;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.UploadContext;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.GraphQlRequest;

/** Reads a multipart body as it comes: {@code operations}, {@code map}, and then the files, which go to the disk. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class MultipartReader {

    private static final String OPERATIONS = "operations";
    private static final String MAP = "map";
    private static final int PART_HEADERS = 4_096;
    // Of what isn't files: boundaries, headers, and whatever stands before the first part.
    private static final long AROUND = 8_000_000;

    private final Uploads uploads;
    private final UploadSettings settings;

    MultipartReader(Uploads uploads, UploadSettings settings) {
        this.uploads = uploads;
        this.settings = settings;
    }

    /** Reads a part that is JSON. */
    @FunctionalInterface
    public interface JsonPart {

        /**
         * {@return the value of a part}
         *
         * @param name of the part, for messages
         * @throws RequestException if it is too large, or no JSON
         */
        @Nullable
        Object read(InputStream part, String name);
    }

    /**
     * A body.
     *
     * @param type   its {@code Content-Type}
     * @param length in bytes; negative if that isn't announced
     */
    public record Multipart(String type, long length, InputStream content) {
    }

    /**
     * A request with the files that came with it, which are removed when it is closed.
     *
     * @param operation has the files among its variables
     */
    public record Received(GraphQlRequest operation, Reception files) implements AutoCloseable {

        @Override
        public void close() {
            files.close();
        }
    }

    /**
     * {@return the request, once all of it has come}
     *
     * @throws RequestException if it is malformed or too large, or comes too slowly; nothing is left of it then
     */
    public Received read(Multipart body, Caller caller, JsonPart json) {
        if (body.length() > settings.most() + AROUND) {
            throw settings.tooLarge();
        }
        var files = uploads.open(caller);
        try {
            return new Received(read(body, json, files), files);
        } catch (FileUploadException | IOException e) {
            files.close();
            throw refusal(e);
        } catch (RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private GraphQlRequest read(Multipart body, JsonPart json, Reception files)
            throws FileUploadException, IOException {
        var upload = new FileUpload();
        upload.setSizeMax(settings.most() + AROUND);
        upload.setPartHeaderSizeMax(PART_HEADERS);
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        var parts = upload.getItemIterator(new Context(body));
        var operations = json(parts, OPERATIONS, json);
        var request = GraphQlRequest.of(operations);
        var map = FileMap.of(json(parts, MAP, json), request.variables(), settings.files());
        while (parts.hasNext()) {
            receive(parts.next(), map, files);
        }
        map.requireAll();
        // What ends the body, so that the connection can go on.
        body.content().readNBytes(PART_HEADERS);
        return request;
    }

    private static @Nullable Object json(FileItemIterator parts, String name, JsonPart reader)
            throws FileUploadException, IOException {
        var part = parts.hasNext() ? Optional.of(parts.next()) : Optional.<FileItemStream>empty();
        if (part.filter(found -> name.equals(found.getFieldName())).isEmpty()) {
            throw new RequestException(ErrorCode.BAD_REQUEST, "The parts have to be 'operations', 'map' and then the"
                    + " files, in this order. " + part.map(found -> "There is '" + FileMap.excerpt(found.getFieldName())
                            + "' in the place of '" + name + "'.").orElse("'" + name + "' is missing."));
        }
        return reader.read(contentOf(part.get()), name);
    }

    // Closing it would receive the rest, also of what is refused.
    private static InputStream contentOf(FileItemStream part) throws IOException {
        return CloseShieldInputStream.wrap(part.openStream());
    }

    private static void receive(FileItemStream part, FileMap map, Reception files) throws IOException {
        var field = part.getFieldName();
        map.expect(field);
        try {
            map.put(field, files.receive(Optional.ofNullable(part.getName()).orElse(field), contentOf(part)));
        } catch (InvalidFileNameException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST,
                    "The name of the file in the part '" + FileMap.excerpt(field) + "' has a NUL character.");
        }
    }

    private RequestException refusal(Exception failure) {
        var tooLarge = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SizeLimitExceededException.class::isInstance).map(SizeLimitExceededException.class::cast)
                .findFirst();
        return tooLarge.isPresent() && tooLarge.get().getPermittedSize() > PART_HEADERS
                ? settings.tooLarge()
                : new RequestException(ErrorCode.BAD_REQUEST, tooLarge.isPresent()
                        ? "The headers of a part may have " + PART_HEADERS + " bytes."
                        : "The body isn't well-formed multipart/form-data, or it ended too soon.");
    }

    private record Context(Multipart body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return body.type();
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return (int) Math.min(body.length(), Integer.MAX_VALUE);
        }

        @Override
        public long contentLength() {
            return body.length();
        }

        @Override
        public InputStream getInputStream() {
            return body.content();
        }
    }
}
