package org.reelgraph.artwork.serving;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.commons.io.input.BoundedInputStream;
import org.reelgraph.artwork.serving.PictureContents.Content;
import org.reelgraph.downloads.ByteRange;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.http.EntityTags;
import org.reelgraph.graphql.limits.MinuteQuota;
import org.reelgraph.storage.quotas.Quotas;

/** Serves pictures. Their addresses hold hashes of their contents, so whoever has one need never ask again. */
@Controller(PictureLinks.PATH)
class PictureEndpoint {

    private static final int MOST_SCALED = 1_200;
    private static final int MAX_CALLERS = 10_000;
    private static final String KEPT = "max-age=31536000, immutable";

    private final PictureContents contents;
    private final PictureAccess access;
    private final ClientAddress addresses;
    private final MinuteQuota scaling;

    PictureEndpoint(PictureContents contents, PictureAccess access, ClientAddress addresses, Quotas quotas) {
        this.contents = contents;
        this.access = access;
        this.addresses = addresses;
        this.scaling = new MinuteQuota("pictures to scale", MOST_SCALED, MAX_CALLERS, quotas);
    }

    @Get("/{hash}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> picture(HttpRequest<?> request, String hash) throws IOException {
        access.check(request, hash);
        var size = SizeParameters.of(request);
        var content = contents.find(hash, size, () -> scaling.take(Caller.network(addresses.of(request)), 1))
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, "There is no such picture."));
        var tag = "\"" + content.file().getFileName() + "\"";
        return (EntityTags.isKnown(request, tag) ? HttpResponse.notModified() : answer(request, content, tag))
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, (access.isOpen() ? "public, " : "private, ") + KEPT)
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private static MutableHttpResponse<?> answer(HttpRequest<?> request, Content content, String tag)
            throws IOException {
        var range = ByteRange.of(asked(request, tag), content.size());
        if (range.isEmpty()) {
            return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + content.size());
        }
        var response = part(request, content, range.get()).contentType(content.type())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes");
        return range.get().length() == content.size()
                ? response
                : response.status(HttpStatus.PARTIAL_CONTENT)
                        .header(HttpHeaders.CONTENT_RANGE, range.get().inFileOf(content.size()));
    }

    // A part of another picture must not be joined with this one.
    private static String asked(HttpRequest<?> request, String tag) {
        var condition = request.getHeaders().get(HttpHeaders.IF_RANGE);
        return request.getMethod() == HttpMethod.GET && (condition == null || condition.equals(tag))
                ? request.getHeaders().get(HttpHeaders.RANGE, String.class, "")
                : "";
    }

    private static MutableHttpResponse<?> part(HttpRequest<?> request, Content content, ByteRange range)
            throws IOException {
        if (request.getMethod() == HttpMethod.HEAD) {
            return HttpResponse.ok().contentLength(range.length());
        }
        if (content.bytes().isPresent()) {
            var bytes = content.bytes().get();
            return HttpResponse.ok(range.length() == bytes.length
                    ? bytes
                    : Arrays.copyOfRange(bytes, (int) range.first(), (int) (range.first() + range.length())));
        }
        var file = Files.newInputStream(content.file());
        file.skipNBytes(range.first());
        return HttpResponse.ok(new StreamedFile(
                BoundedInputStream.builder().setInputStream(file).setMaxCount(range.length()).get(), content.type(), 0,
                range.length()));
    }
}
