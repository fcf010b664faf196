package org.reelgraph.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.reelgraph.graphql.access.EndpointPermission;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.uploads.MultipartReader;
import org.reelgraph.graphql.uploads.MultipartReader.Multipart;
import org.reelgraph.graphql.uploads.MultipartReader.Received;
import org.reelgraph.graphql.wire.ReceivedRequest;

/**
 * Takes requests that bring files, of callers who may import. A page of another origin can have a browser send such a
 * request without asking first, unless it has a header that no form has. So one of these is required.
 */
@Singleton
class MultipartRequests {

    private static final List<String> ASKED_FIRST = List.of("GraphQL-Preflight", "GraphQL-Require-Preflight",
            "Apollo-Require-Preflight", "X-Apollo-Operation-Name", "X-Requested-With");
    private static final String BOUNDARY = "boundary";

    private final EndpointPermission permission;
    private final MultipartReader reader;
    private final RequestBody bodies;
    private final MemoryBudget memory;

    MultipartRequests(EndpointPermission permission, MultipartReader reader, RequestBody bodies, MemoryBudget memory) {
        this.permission = permission;
        this.reader = reader;
        this.bodies = bodies;
        this.memory = memory;
    }

    /**
     * {@return the request with its files}
     *
     * @throws RequestException if the caller may not bring files, or the body can't be used; nothing is left of it then
     */
    Received read(HttpRequest<?> http) {
        var type = http.getHeaders().get(HttpHeaders.CONTENT_TYPE, String.class).orElse("");
        if (!hasBoundary(http)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be " + MediaType.MULTIPART_FORM_DATA + " with a boundary, or application/json.");
        }
        if (ASKED_FIRST.stream().allMatch(name -> http.getHeaders().get(name, String.class).orElse("").isBlank())) {
            throw new RequestException(ErrorCode.BAD_REQUEST, "A request of " + MediaType.MULTIPART_FORM_DATA
                    + " needs one of the headers " + String.join(", ", ASKED_FIRST)
                    + " with any value, so that no page of another origin can have a browser send it.");
        }
        var caller = permission.require(http, Role.MODERATOR, "upload");
        try (var share = memory.open(); var content = content(http)) {
            return reader.read(new Multipart(type, http.getContentLength(), content), caller,
                    (part, name) -> bodies.read(part, name, share));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // by closing only
        }
    }

    private static boolean hasBoundary(HttpRequest<?> http) {
        return http.getContentType().stream()
                .flatMap(type -> StreamSupport.stream(type.getParameters().spliterator(), false))
                .anyMatch(name -> BOUNDARY.equalsIgnoreCase(name.toString()));
    }

    // Who waits for a permission to send gets it when the content is asked for, and not before.
    private static InputStream content(HttpRequest<?> http) {
        return ReceivedRequest.of(http).map(MultipartRequests::contentOf)
                .orElseGet(() -> new ClientStream(((ServerHttpRequest<?>) http).byteBody().toInputStream()));
    }

    // Small bodies that the gate took for those of another address, or that are compressed.
    private static InputStream contentOf(ReceivedRequest received) {
        if (!received.coding().isEmpty()) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A body of "
                    + MediaType.MULTIPART_FORM_DATA + " can't be compressed. Compress the files in it.");
        }
        return received.body().preview();
    }
}
