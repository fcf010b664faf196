package org.reelgraph.graphql.execution;

import org.reelgraph.graphql.access.Caller;

/** Traces operations while they run. There is at most one bean of this type. */
@FunctionalInterface
public interface OperationTracer {

    /**
     * Called before an operation is read.
     *
     * @param caller  who sent it, and in which request
     * @param isEvent whether it is a subscription that was begun before and now has an event
     */
    OperationTrace begin(Caller caller, boolean isEvent);
}
