package org.reelgraph.graphql.errors;

import java.time.Duration;
import java.util.Optional;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Tells clients that the database failed, in words for them: what it was, and nothing of where and how it is kept. */
public final class StorageErrors {

    // Whoever writes is done within a second or so, as a rule.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private StorageErrors() {
    }

    /** {@return the error for a request that met a failure of the database} */
    public static Optional<RequestException> of(Throwable failure) {
        return StorageFailure.of(failure).map(meaning -> switch (meaning) {
            case FULL ->
                new RequestException(ErrorCode.STORAGE_FULL, "The server's disk is full: nothing was written.");
            case BUSY -> RequestException.overloaded(
                    "The database is being written to by another program: nothing was written.", RETRY_AFTER);
            case UNREACHABLE ->
                RequestException.unavailable("The server's database can't be reached.", RETRY_AFTER);
            case NO_CONNECTION ->
                RequestException.overloaded("All connections to the server's database are in use.", RETRY_SOON);
            case DAMAGED -> damaged("The server's database is damaged here. Its owner has to put a backup back.");
            case SEARCH_INDEX_DAMAGED ->
                damaged("The server's search index is damaged. It is being made anew; try again in a minute.");
            case REPLACED ->
                damaged("The server's database was removed or replaced: nothing is read or written until its"
                        + " owner has put it back or started the server anew.");
            case DISK_FAILED -> damaged("The disk of the server's database fails.");
            case READ_ONLY -> damaged("The server's database can't be written to.");
        });
    }

    /**
     * Notes in the log that a request failed. That the database is gone stands there once, rather than with each request.
     *
     * @param place where the request failed
     */
    public static void logged(Logger log, RequestException error, String requestId, Object place) {
        var level = error.code().equals(ErrorCode.SERVICE_UNAVAILABLE) ? Level.DEBUG : Level.WARN;
        log.atLevel(level).log("Request {} failed at {}: {}", requestId, place, error.getMessage());
    }

    private static RequestException damaged(String message) {
        return new RequestException(ErrorCode.DATABASE_DAMAGED, message);
    }
}
