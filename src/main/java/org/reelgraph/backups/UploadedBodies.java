package org.reelgraph.backups;

import io.micronaut.context.annotation.Value;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.wire.StreamedBodies;

/** Uploads of backups, which are written to a file as they come. */
@Singleton
class UploadedBodies implements StreamedBodies {

    private final String path;

    /** @param root the server's context path: empty, or such as {@code /reel} */
    UploadedBodies(@Value("${micronaut.server.context-path:}") String root) {
        this.path = root + BackupTransfer.PATH + "/";
    }

    @Override
    public boolean include(HttpRequest head) {
        return head.method().equals(HttpMethod.PUT) && head.uri().startsWith(path)
                && (HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, -1L) > 0);
    }
}
