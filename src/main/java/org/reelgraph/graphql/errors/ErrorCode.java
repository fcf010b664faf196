package org.reelgraph.graphql.errors;

import io.micronaut.http.HttpStatus;

/**
 * A value that {@code extensions.code} of an error can have. Those of GraphQL, HTTP and the database stand here; a
 * feature has its own as constants of its own.
 *
 * @param name   as clients see it
 * @param status of a response that this error leaves without data
 */
public record ErrorCode(String name, HttpStatus status) {

    /** The HTTP request is no GraphQL request: malformed JSON, no query, wrongly typed members. */
    public static final ErrorCode BAD_REQUEST = new ErrorCode("BAD_REQUEST", HttpStatus.BAD_REQUEST);
    /** The document has a syntax error. */
    public static final ErrorCode GRAPHQL_PARSE_FAILED = new ErrorCode("GRAPHQL_PARSE_FAILED", HttpStatus.BAD_REQUEST);
    /** The document doesn't fit the schema. */
    public static final ErrorCode GRAPHQL_VALIDATION_FAILED = new ErrorCode("GRAPHQL_VALIDATION_FAILED",
            HttpStatus.BAD_REQUEST);
    /** The document has no operation of the asked name, or several and no name was given. */
    public static final ErrorCode OPERATION_RESOLUTION_FAILURE = new ErrorCode("OPERATION_RESOLUTION_FAILURE",
            HttpStatus.BAD_REQUEST);
    /** An argument or variable has a value that can't be used: a malformed id or cursor, a page size out of bounds. */
    public static final ErrorCode BAD_USER_INPUT = new ErrorCode("BAD_USER_INPUT", HttpStatus.BAD_REQUEST);
    /** Nobody is signed in, or the token is none that is valid. */
    public static final ErrorCode UNAUTHENTICATED = new ErrorCode("UNAUTHENTICATED", HttpStatus.UNAUTHORIZED);
    /** Whoever is signed in may not do this; or the host that the request names isn't this server. */
    public static final ErrorCode FORBIDDEN = new ErrorCode("FORBIDDEN", HttpStatus.FORBIDDEN);
    /** Too many requests of this kind, or too large bodies at a time; the error tells when to try again. */
    public static final ErrorCode RATE_LIMITED = new ErrorCode("RATE_LIMITED", HttpStatus.TOO_MANY_REQUESTS);
    /** The operation asks for more than one may: too many fields, too much time, too much of the schema at once. */
    public static final ErrorCode LIMIT_EXCEEDED = new ErrorCode("LIMIT_EXCEEDED", HttpStatus.BAD_REQUEST);
    /** There is nothing at this address. */
    public static final ErrorCode NOT_FOUND = new ErrorCode("NOT_FOUND", HttpStatus.NOT_FOUND);
    /** The method doesn't fit: a mutation by GET. */
    public static final ErrorCode METHOD_NOT_ALLOWED = new ErrorCode("METHOD_NOT_ALLOWED",
            HttpStatus.METHOD_NOT_ALLOWED);
    /** The client accepts no media type that is spoken here. */
    public static final ErrorCode NOT_ACCEPTABLE = new ErrorCode("NOT_ACCEPTABLE", HttpStatus.NOT_ACCEPTABLE);
    /** The request took longer to arrive than is waited for. */
    public static final ErrorCode REQUEST_TIMEOUT = new ErrorCode("REQUEST_TIMEOUT", HttpStatus.REQUEST_TIMEOUT);
    /** The body has more bytes or values than its sender may send, or address and headers are too long. */
    public static final ErrorCode PAYLOAD_TOO_LARGE = new ErrorCode("PAYLOAD_TOO_LARGE",
            HttpStatus.REQUEST_ENTITY_TOO_LARGE);
    /** The body is of a media type or charset that is not understood. */
    public static final ErrorCode UNSUPPORTED_MEDIA_TYPE = new ErrorCode("UNSUPPORTED_MEDIA_TYPE",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    /** The server has more to do than fits into its memory or its queues; the error tells when to try again. */
    public static final ErrorCode OVERLOADED = new ErrorCode("OVERLOADED", HttpStatus.SERVICE_UNAVAILABLE);
    /** The disk is full, so nothing can be written. */
    public static final ErrorCode STORAGE_FULL = new ErrorCode("STORAGE_FULL", HttpStatus.INSUFFICIENT_STORAGE);
    /** The database can't be read or written as a whole: its file is damaged, was removed or was replaced. */
    public static final ErrorCode DATABASE_DAMAGED = new ErrorCode("DATABASE_DAMAGED", HttpStatus.SERVICE_UNAVAILABLE);
    /** The database can't be reached; the error tells when to try again. */
    public static final ErrorCode SERVICE_UNAVAILABLE = new ErrorCode("SERVICE_UNAVAILABLE",
            HttpStatus.SERVICE_UNAVAILABLE);
    /** Something failed that is not the client's fault; the server's log has the cause under the error's reference. */
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode("INTERNAL_ERROR", HttpStatus.INTERNAL_SERVER_ERROR);

    /** {@return the name, as clients see it} */
    @Override
    public String toString() {
        return name;
    }
}
