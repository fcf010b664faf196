package org.reelgraph.graphql.errors;

import io.micronaut.http.HttpStatus;

/** Every value that {@code extensions.code} of an error can have, and the HTTP status of a request that failed by it. */
public enum ErrorCode {
    /** The HTTP request is no GraphQL request: malformed JSON, no query, wrongly typed members. */
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    /** The request has a query's hash in the place of its text: no queries are kept here. Clients send the text on a 200. */
    PERSISTED_QUERY_NOT_SUPPORTED(HttpStatus.OK),
    /** The document has a syntax error. */
    GRAPHQL_PARSE_FAILED(HttpStatus.BAD_REQUEST),
    /** The document doesn't fit the schema. */
    GRAPHQL_VALIDATION_FAILED(HttpStatus.BAD_REQUEST),
    /** The document has no operation of the asked name, or several and no name was given. */
    OPERATION_RESOLUTION_FAILURE(HttpStatus.BAD_REQUEST),
    /** An argument or variable has a value that can't be used: a malformed id or cursor, a page size out of bounds. */
    BAD_USER_INPUT(HttpStatus.BAD_REQUEST),
    /** Nobody is signed in, or the token is none that is valid. */
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    /** Whoever is signed in may not do this; or the host that the request names isn't this server. */
    FORBIDDEN(HttpStatus.FORBIDDEN),
    /** Too many requests of this kind, or too large bodies at a time; the error tells when to try again. */
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    /** The operation asks for more than one may: too many fields, too much time, too much of the schema at once. */
    LIMIT_EXCEEDED(HttpStatus.BAD_REQUEST),
    /** The cursor is too old: what was deleted since is no longer known. */
    CURSOR_EXPIRED(HttpStatus.BAD_REQUEST),
    /** There is nothing at this address. */
    NOT_FOUND(HttpStatus.NOT_FOUND),
    /** The method doesn't fit: a mutation by GET. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    /** The client accepts no media type that is spoken here. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    /** The request took longer to arrive than is waited for. */
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),
    /** The body has more bytes or values than its sender may send, or address and headers are too long. */
    PAYLOAD_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE),
    /** The body is of a media type or charset that is not understood. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** The server has more to do than fits into its memory or its queues; the error tells when to try again. */
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE),
    /** The disk is full, so nothing can be written. */
    STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE),
    /** The database can't be read or written as a whole: its file is damaged, was removed or was replaced. */
    DATABASE_DAMAGED(HttpStatus.SERVICE_UNAVAILABLE),
    /** Something failed that is not the client's fault; the server's log has the cause under the error's reference. */
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    /** {@return the status of a response that this error leaves without data} */
    public HttpStatus status() {
        return status;
    }
}
