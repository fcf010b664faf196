package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionStepInfo;
import graphql.execution.ResultPath;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLOutputType;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** A list of a response. */
final class ResultList extends AbstractList<@Nullable Object> implements ResultContainer {

    private final Object[] values;
    private final Shape item;
    private final ResultContainer parent;
    private final int slot;

    ResultList(int size, Shape item, ResultContainer parent, int slot) {
        this.values = new Object[size];
        this.item = item;
        this.parent = parent;
        this.slot = slot;
    }

    @Override
    public @Nullable Object get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ResultContainer parent() {
        return parent;
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public Shape shape(int slot) {
        return item;
    }

    @Override
    public ResultPath path(int slot) {
        return path().segment(slot);
    }

    @Override
    public ExecutionStepInfo stepInfo(int index) {
        var list = parent.stepInfo(slot);
        GraphQLList type = list.getUnwrappedNonNullTypeAs();
        return list.transform(builder -> builder.type((GraphQLOutputType) type.getWrappedType()).parentInfo(list)
                .path(path(index)));
    }

    @Override
    public void put(int slot, @Nullable Object value) {
        values[slot] = value;
    }
}
