package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionStepInfo;
import graphql.execution.ResultPath;
import org.jspecify.annotations.Nullable;

/** An object or a list of a response that is being built. It knows its slot in the container around it. */
interface ResultContainer {

    /** {@return the container around it; null for the root of the response} */
    @Nullable
    ResultContainer parent();

    /** {@return its slot in the container around it} */
    int slot();

    /** {@return the shape of the value in a slot} */
    Shape shape(int slot);

    /** {@return the path of a slot} */
    ResultPath path(int slot);

    /** {@return graphql-java's description of a slot and those around it; built on each call} */
    ExecutionStepInfo stepInfo(int slot);

    /** Puts a value into a slot. */
    void put(int slot, @Nullable Object value);

    /** {@return the path of the container itself} */
    default ResultPath path() {
        var around = parent();
        return around == null ? ResultPath.rootPath() : around.path(slot());
    }
}
