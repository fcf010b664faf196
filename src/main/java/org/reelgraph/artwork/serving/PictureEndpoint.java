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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.io.input.BoundedInputStream;
import org.reelgraph.artwork.pictures.PictureSize;
import org.reelgraph.artwork.pictures.PictureType;
import org.reelgraph.artwork.pictures.ScaledPictures;
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
    private static final int BEGINNING = 256;
    private static final long LARGE = 1 << 20;
    private static final String KEPT = "max-age=31536000, immutable";

    private final ScaledPictures pictures;
    private final PictureAccess access;
    private final ClientAddress addresses;
    private final MinuteQuota scaling;

    PictureEndpoint(ScaledPictures pictures, PictureAccess access, ClientAddress addresses, Quotas quotas) {
        this.pictures = pictures;
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
        try {
            return answer(request, hash, size);
        } catch (NoSuchFileException e) {
            // It gave way to others just now, and is made once more.
            return answer(request, hash, size);
        }
    }

    private HttpResponse<?> answer(HttpRequest<?> request, String hash, PictureSize size) throws IOException {
        var file = pictures.find(hash, size, () -> scaling.take(Caller.network(addresses.of(request)), 1))
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, "There is no such picture."));
        var tag = "\"" + file.getFileName() + "\"";
        return (EntityTags.isKnown(request, tag) ? HttpResponse.notModified() : content(request, file, tag))
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, (access.isOpen() ? "public, " : "private, ") + KEPT)
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private static MutableHttpResponse<?> content(HttpRequest<?> request, Path file, String tag) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var size = channel.size();
            var range = ByteRange.of(asked(request, tag), size);
            if (range.isEmpty()) {
                return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            }
            var type = typeOf(channel);
            var response = part(request, file, channel, range.get(), type).contentType(type)
                    .header(HttpHeaders.ACCEPT_RANGES, "bytes");
            return range.get().length() == size
                    ? response
                    : response.status(HttpStatus.PARTIAL_CONTENT)
                            .header(HttpHeaders.CONTENT_RANGE, range.get().inFileOf(size));
        }
    }

    // A part of another picture must not be joined with this one.
    private static String asked(HttpRequest<?> request, String tag) {
        var condition = request.getHeaders().get(HttpHeaders.IF_RANGE);
        return request.getMethod() == HttpMethod.GET && (condition == null || condition.equals(tag))
                ? request.getHeaders().get(HttpHeaders.RANGE, String.class, "")
                : "";
    }

    private static MutableHttpResponse<?> part(HttpRequest<?> request, Path file, FileChannel channel,
            ByteRange range, MediaType type) throws IOException {
        if (request.getMethod() == HttpMethod.HEAD) {
            return HttpResponse.ok().contentLength(range.length());
        }
        if (range.length() <= LARGE) {
            var bytes = ByteBuffer.allocate((int) range.length());
            while (bytes.hasRemaining() && channel.read(bytes, range.first() + bytes.position()) >= 0) {
                // Until all of it is there.
            }
            return HttpResponse.ok(bytes.array());
        }
        var content = Files.newInputStream(file);
        content.skipNBytes(range.first());
        return HttpResponse.ok(new StreamedFile(
                BoundedInputStream.builder().setInputStream(content).setMaxCount(range.length()).get(), type, 0,
                range.length()));
    }

    private static MediaType typeOf(FileChannel file) throws IOException {
        var beginning = ByteBuffer.allocate(BEGINNING);
        file.read(beginning, 0);
        return PictureType.of(beginning.flip()).map(type -> MediaType.of(type.mediaType()))
                .orElse(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    }
}
