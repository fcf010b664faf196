package org.reelgraph.graphql.http;

import java.util.function.Supplier;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;

/** Counts the values of a text, and reserves their memory in the request's share. */
final class ValueCount implements JsonReader.Meter {

    // The memory of a small body isn't worth checking against the total.
    private static final int UNCOUNTED = 32_768;
    private static final int AT_ONCE = 65_536;

    private final long mostValues;
    private final boolean mayImport;
    private final Supplier<MemoryBudget.Share> share;
    private final long mostBytes;
    private long values;
    private long bytes;
    private long counted;

    /**
     * @param mostValues the maximum number of values
     * @param mayImport  whether errors should mention other ways to import
     * @param mostBytes  how many bytes the values may take beside the text itself
     * @param share      the memory of the request
     */
    ValueCount(long mostValues, boolean mayImport, long mostBytes, Supplier<MemoryBudget.Share> share) {
        this.mostValues = mostValues;
        this.mayImport = mayImport;
        this.share = share;
        this.mostBytes = mostBytes;
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
            if (!share.get().tryTake(bytes - counted)) {
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
