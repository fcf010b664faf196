package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.DelegatingDataFetchingEnvironment;
import java.util.Map;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * What a fetcher sees for one object. All else than the object and its path is the same for all objects of a field, so
 * that one environment is made for the field and delegated to.
 */
final class FieldEnvironment extends DelegatingDataFetchingEnvironment {

    private final PlannedField field;
    private final @Nullable Object source;
    private final ResultContainer around;
    private final int slot;

    FieldEnvironment(DataFetchingEnvironment ofField, PlannedField field, @Nullable Object source,
            ResultContainer around, int slot) {
        super(ofField);
        this.field = field;
        this.source = source;
        this.around = around;
        this.slot = slot;
    }

    static DataFetchingEnvironment ofField(PlannedField field, ExecutionContext context,
            Map<String, Object> arguments) {
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment(context).arguments(arguments)
                .fieldDefinition(field.definition()).mergedField(field.merged())
                .fieldType(field.definition().getType()).parentType(field.parent()).build();
    }

    PlannedField field() {
        return field;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getSource() {
        return (T) source;
    }

    @Override
    public ExecutionStepInfo getExecutionStepInfo() {
        return ExecutionStepInfo.newExecutionStepInfo().type(field.definition().getType())
                .fieldDefinition(field.definition()).field(field.merged()).fieldContainer(field.parent())
                .path(around.path(slot)).build();
    }

    /** Not known here: a {@link Projection} tells what is selected. */
    @Override
    public DataFetchingFieldSelectionSet getSelectionSet() {
        throw new UnsupportedOperationException("Ask a Projection what is selected.");
    }

    // Without graphql-java's wrapper: the execution dispatches by itself.
    @Override
    public <K, V> DataLoader<K, V> getDataLoader(String name) {
        return getDataLoaderRegistry().getDataLoader(name);
    }
}
