package org.reelgraph.graphql.subscriptions;

import graphql.ExecutionResult;
import java.util.function.LongConsumer;

/** Writes results as JSON. */
@FunctionalInterface
public interface ResultWriter {

    /**
     * {@return the result as bytes}
     *
     * @param meter receives the number of bytes as they are written; an exception from it ends the writing
     */
    byte[] write(ExecutionResult result, LongConsumer meter);
}
