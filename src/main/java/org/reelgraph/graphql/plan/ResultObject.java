package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionStepInfo;
import graphql.execution.ResultPath;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An object of a response. Its values are parallel to the fields of its selection, which many objects share. */
public final class ResultObject extends AbstractMap<String, @Nullable Object> implements ResultContainer {

    private final Selection selection;
    private final Object[] values;
    private final @Nullable ResultContainer parent;
    private final int slot;
    private final @Nullable Object source;
    private final @Nullable Object localContext;

    /** @param localContext the local context that a fetcher of an enclosing field returned */
    ResultObject(Selection selection, @Nullable ResultContainer parent, int slot, @Nullable Object source,
            @Nullable Object localContext) {
        this.selection = selection;
        this.values = new Object[selection.fields().length];
        this.parent = parent;
        this.slot = slot;
        this.source = source;
        this.localContext = localContext;
    }

    /** {@return the number of its members} */
    @Override
    public int size() {
        return values.length;
    }

    /** {@return a member's name as JSON in UTF-8, in quotes and with a colon; the bytes must not be changed} */
    public byte[] encodedName(int index) {
        return selection.fields()[index].encodedName();
    }

    /** {@return a member's value} */
    public @Nullable Object value(int index) {
        return values[index];
    }

    /** {@return the object that a member shows; null if it shows none} */
    public @Nullable Object sourceOf(int index) {
        return values[index] instanceof ResultObject object ? object.source : null;
    }

    PlannedField[] fields() {
        return selection.fields();
    }

    @Nullable
    Object source() {
        return source;
    }

    @Nullable
    Object localContext() {
        return localContext;
    }

    @Override
    public @Nullable ResultContainer parent() {
        return parent;
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public Shape shape(int slot) {
        return selection.fields()[slot].shape();
    }

    @Override
    public ResultPath path(int slot) {
        return path().segment(selection.fields()[slot].name());
    }

    /** {@return graphql-java's description of the object and those around it} */
    ExecutionStepInfo stepInfo() {
        return parent == null
                ? ExecutionStepInfo.newExecutionStepInfo().type(selection.type()).path(ResultPath.rootPath()).build()
                : parent.stepInfo(slot).changeTypeWithPreservedNonNull(selection.type());
    }

    @Override
    public ExecutionStepInfo stepInfo(int slot) {
        var field = selection.fields()[slot];
        return ExecutionStepInfo.newExecutionStepInfo().type(field.definition().getType())
                .fieldDefinition(field.definition()).field(field.merged()).fieldContainer(field.parent())
                .path(path(slot)).parentInfo(stepInfo()).build();
    }

    @Override
    public void put(int slot, @Nullable Object value) {
        values[slot] = value;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, @Nullable Object>> iterator() {
                return IntStream.range(0, values.length).mapToObj(ResultObject.this::member).iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    private Entry<String, @Nullable Object> member(int index) {
        return new SimpleImmutableEntry<>(selection.fields()[index].name(), values[index]);
    }
}
