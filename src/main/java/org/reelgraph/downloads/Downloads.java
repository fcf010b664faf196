package org.reelgraph.downloads;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.reelgraph.audit.Actor;
import org.reelgraph.downloads.DownloadRecorder.Recipient;
import org.reelgraph.downloads.Downloadable.Content;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.EndpointPermission;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** Answers requests for files: with all of one, or with what a client that lost its connection still misses. */
@Singleton
public class Downloads {

    private final EndpointPermission permission;
    private final DownloadLinks links;
    private final DownloadRecorder recorder;
    private final ClientAddress addresses;

    Downloads(EndpointPermission permission, DownloadLinks links, DownloadRecorder recorder,
            ClientAddress addresses) {
        this.permission = permission;
        this.links = links;
        this.recorder = recorder;
        this.addresses = addresses;
    }

    /**
     * {@return a file, for a caller who has to be signed in}
     *
     * @throws RequestException if they may not have it, or if it isn't here
     */
    public HttpResponse<?> answer(HttpRequest<?> request, Downloadable kind, String id) throws IOException {
        var caller = permission.require(request, kind.role(), "download");
        var file = kind.find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, kind.missing()));
        var actor = Actor.of(caller);
        return answer(request, file,
                new Recipient(actor.kind(), actor.userId(), actor.apiKeyId(), null, caller.address()));
    }

    /**
     * {@return the file of a link}
     *
     * @throws RequestException if the link isn't good, or no longer
     */
    HttpResponse<?> answer(HttpRequest<?> request, String token) throws IOException {
        var address = addresses.of(request);
        var link = links.claim(token, address).orElseThrow(Downloads::notHere);
        var file = links.kindOf(link.target()).filter(kind -> links.isBacked(link, kind.role()))
                .flatMap(kind -> kind.find(link.target())).orElseThrow(Downloads::notHere);
        return answer(request, file,
                new Recipient(Actor.Kind.ANONYMOUS, link.userId(), null, link.id(), address));
    }

    private static RequestException notHere() {
        return new RequestException(ErrorCode.NOT_FOUND, "There is nothing at this address. A link is good for an"
                + " hour, for one download, and for the address that used it first.");
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Content file, Recipient recipient) throws IOException {
        try {
            var size = Files.size(file.path());
            var tag = tagOf(file, size);
            var range = ByteRange.of(asked(request, tag), size);
            var response = range.isPresent()
                    ? part(request, file, recipient, range.get(), size)
                    : HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                            .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            return response.header(HttpHeaders.ACCEPT_RANGES, "bytes").header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        } catch (NoSuchFileException e) {
            throw new RequestException(ErrorCode.NOT_FOUND, "The file was removed a moment ago.");
        }
    }

    private static String tagOf(Content file, long size) throws IOException {
        return "\"%x-%x\"".formatted(Files.getLastModifiedTime(file.path()).toMillis(), size);
    }

    // What a client has of another file must not be joined with this one. No dates are sent that it could ask for.
    private static String asked(HttpRequest<?> request, String tag) {
        var condition = request.getHeaders().get(HttpHeaders.IF_RANGE);
        return request.getMethod() == HttpMethod.GET && (condition == null || condition.equals(tag))
                ? request.getHeaders().get(HttpHeaders.RANGE, String.class, "")
                : "";
    }

    private MutableHttpResponse<?> part(HttpRequest<?> request, Content file, Recipient recipient, ByteRange range,
            long size) throws IOException {
        var type = MediaType.of(file.mediaType());
        if (request.getMethod() == HttpMethod.HEAD) {
            // Nobody would read, and close, what is opened for it.
            return HttpResponse.ok().contentType(type).contentLength(size);
        }
        var download = recorder.begin(recipient, file);
        var stream = DownloadStream.of(file.path(), range,
                bytes -> recorder.end(download, bytes == range.length(), range.isLast(size), bytes));
        var response = HttpResponse.ok(new StreamedFile(stream, type, 0, range.length()));
        return range.length() == size
                ? response
                : response.status(HttpStatus.PARTIAL_CONTENT).header(HttpHeaders.CONTENT_RANGE, range.inFileOf(size));
    }
}
