package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionStepInfo;
import graphql.execution.ResultPath;
import org.jspecify.annotations.Nullable;

/** An object or a list of an answer under way, which knows its place in the one around it. */
interface ResultContainer {

    /** {@return the object or list around it; null for the answer itself} */
    @Nullable
    ResultContainer parent();

    /** {@return the place in the one around it} */
    int slot();

    /** {@return the shape of the value in a place} */
    Shape shape(int slot);

    /** {@return the path of a place} */
    ResultPath path(int slot);

    /** {@return what graphql-java knows of a place and those around it; made anew each time} */
    ExecutionStepInfo stepInfo(int slot);

    /** Puts a value in its place. */
    void put(int slot, @Nullable Object value);

    /** {@return the path of the object or list itself} */
    default ResultPath path() {
        var around = parent();
        return around == null ? ResultPath.rootPath() : around.path(slot());
    }
}
