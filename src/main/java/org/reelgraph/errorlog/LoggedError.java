package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.execution.Failed;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * An unexpected error of a request. Nothing of the request's contents is kept; the server's log has the cause.
 *
 * @param operation the operation's name
 * @param path      the path in the response, or that of the URL
 */
@MappedEntity("error_logs")
public record LoggedError(@Id long id, @MappedProperty(converter = InstantColumn.class) Instant at, String requestId,
        String code, @Nullable String operation, String path, @Nullable Long userId) {

    private static final int LONGEST = 300;

    static LoggedError of(long id, Instant at, Failed failed) {
        return new LoggedError(id, at, failed.caller().requestId(), ErrorCode.INTERNAL_ERROR.name(),
                failed.operation().map(LoggedError::shortened).orElse(null), shortened(failed.path()),
                failed.caller().viewer().map(Viewer::userId).orElse(null));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
