package org.reelgraph.graphql.http;

import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.wire.Body;

/** Counts a body's values, and reserves their memory in the request's share. */
final class ValueCount implements JsonReader.Meter {

    // The memory of a small body isn't worth checking against the total.
    private static final int UNCOUNTED = 32_768;
    private static final int AT_ONCE = 65_536;
    // The fraction of the memory budget that is left for other requests.
    private static final int LEFT_FOR_OTHERS = 16;

    private final long mostValues;
    private final boolean mayImport;
    private final Body body;
    private final long mostBytes;
    private long values;
    private long bytes;
    private long counted;

    /**
     * @param mostValues the maximum number of values
     * @param mayImport  whether errors should mention other ways to import
     * @param memory     the budget of all requests, in bytes
     */
    ValueCount(long mostValues, boolean mayImport, Body body, long memory) {
        this.mostValues = mostValues;
        this.mayImport = mayImport;
        this.body = body;
        this.mostBytes = memory - memory / LEFT_FOR_OTHERS - body.length();
    }

    @Override
    public void value(long further) {
        values++;
        bytes += further;
        if (values > mostValues) {
            throw tooLarge("A body may have " + mostValues + " values, that is objects, lists, strings and numbers.");
        }
        if (bytes > mostBytes) {
            throw tooLarge("The body takes more than " + mostBytes + " bytes of memory when it is read.");
        }
        if (bytes > UNCOUNTED && bytes - counted > AT_ONCE) {
            if (!body.share().tryTake(bytes - counted)) {
                throw MemoryBudget.overloaded();
            }
            counted = bytes;
        }
    }

    private RequestException tooLarge(String message) {
        return new RequestException(ErrorCode.PAYLOAD_TOO_LARGE,
                mayImport ? message + " " + RequestBody.LARGER_IMPORTS : message);
    }
}
