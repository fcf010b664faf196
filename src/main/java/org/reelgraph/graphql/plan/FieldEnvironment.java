package org.reelgraph.graphql.plan;

import graphql.collect.ImmutableMapWithNullValues;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.directives.QueryDirectives;
import graphql.execution.directives.QueryDirectivesImpl;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.DataFetchingFieldSelectionSetImpl;
import graphql.schema.DelegatingDataFetchingEnvironment;
import java.util.Map;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a fetcher for one object. Everything but the object and its path is the same for all objects of a
 * field, so it delegates to one environment per field.
 */
final class FieldEnvironment extends DelegatingDataFetchingEnvironment {

    private final ExecutionContext context;
    private final PlannedField field;
    private final @Nullable Object source;
    private final @Nullable Object localContext;
    private final ResultContainer around;
    private final int slot;

    private FieldEnvironment(DataFetchingEnvironment ofField, ExecutionContext context, PlannedField field,
            @Nullable Object source, @Nullable Object localContext, ResultContainer around, int slot) {
        super(ofField);
        this.context = context;
        this.field = field;
        this.source = source;
        this.localContext = localContext;
        this.around = around;
        this.slot = slot;
    }

    /** {@return the environment of the fetcher of an object's field} */
    static FieldEnvironment of(DataFetchingEnvironment ofField, ExecutionContext context, ResultObject object,
            int slot) {
        return new FieldEnvironment(ofField, context, object.fields()[slot], object.source(), object.localContext(),
                object, slot);
    }

    /** {@return the environment of a slot whose value can't be completed} */
    static FieldEnvironment ofFailure(ExecutionContext context, PlannedField field, ResultContainer around, int slot) {
        return new FieldEnvironment(ofField(field, context, Map.of()), context, field, null, null, around, slot);
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
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getLocalContext() {
        return (T) localContext;
    }

    @Override
    public ExecutionStepInfo getExecutionStepInfo() {
        return around.stepInfo(slot).transform(builder -> builder
                .arguments(() -> ImmutableMapWithNullValues.copyOf(getArguments())));
    }

    /** Built on each call, which is slow. A {@link Projection} is usually enough. */
    @Override
    public DataFetchingFieldSelectionSet getSelectionSet() {
        return DataFetchingFieldSelectionSetImpl.newCollector(getGraphQLSchema(), getFieldType(),
                () -> context.getNormalizedQueryTree().get().getNormalizedField(field.merged(), field.parent(),
                        around.path(slot)));
    }

    @Override
    public QueryDirectives getQueryDirectives() {
        return new QueryDirectivesImpl(field.merged(), getGraphQLSchema(), context.getCoercedVariables(),
                context.getNormalizedVariables(), getGraphQlContext(), getLocale());
    }

    // graphql-java's wrapper isn't needed, because the plan's execution dispatches by itself.
    @Override
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
        return getDataLoaderRegistry().getDataLoader(name);
    }
}
