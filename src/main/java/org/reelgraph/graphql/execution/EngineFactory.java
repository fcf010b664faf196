package org.reelgraph.graphql.execution;

import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.reelgraph.graphql.access.AnonymousAccess;
import org.reelgraph.graphql.access.Rights;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.queue.RequestQueues;
import org.reelgraph.graphql.schema.DeniedMutations;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.graphql.schema.SchemaDocument;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.WriteTransactions;

/** Builds the engine from the schema document and the features' contributions. */
@Factory
@Introspected
class EngineFactory {

    private final ExecutionMode mode;

    EngineFactory(
            @Setting(description = "How queries are executed: by Reelgraph's plans, or by graphql-java's own strategy, "
                    + "which is slower. Responses are the same.", defaultValue = "plan",
                    oneOf = {"plan", "standard"}) @Property(name = "reelgraph.execution") String execution) {
        mode = ExecutionMode.valueOf(execution.toUpperCase(Locale.ROOT));
    }

    @Singleton
    SchemaDocument document(ResourceLoader resources) {
        try (var file = resources.getResourceAsStream("classpath:schema.graphqls").orElseThrow()) {
            return new SchemaDocument(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Singleton
    SchemaAssembly assembly(List<SchemaContributor> contributors) {
        var assembly = new SchemaAssembly();
        contributors.forEach(contributor -> contributor.addTo(assembly));
        return assembly;
    }

    // Built at the start, so that the server doesn't start if the schema and the code don't match.
    @Context
    @Requires(property = "reelgraph.serves", value = "true")
    GraphQLSchema schema(SchemaDocument document, SchemaAssembly assembly, AnonymousAccess anonymous,
            DeniedMutations refusals) {
        var types = new SchemaParser().parse(document.sdl());
        return assembly.build(types, new Rights(types, anonymous), refusals);
    }

    @Context
    @Requires(property = "reelgraph.serves", value = "true")
    GraphQL graphQl(GraphQLSchema schema, FetchErrors errors, ParsedDocuments documents, ReadTransactions reads,
            WriteTransactions writes,
            RequestQueues queues, QueryLoad load, OperationLimits limits, Rate rate, AnswerTags tags,
            RememberedAnswers answers,
            List<ReadPreparation> preparations, List<Instrumentation> instrumentations) {
        var queries = new ReadStrategy(mode, errors, preparations, reads, queues.largeQueries(), load, limits.time(),
                rate, tags, answers);
        var engine = GraphQL.newGraphQL(schema).preparsedDocumentProvider(documents)
                .queryExecutionStrategy(queries)
                .subscriptionExecutionStrategy(new SubscribeStrategy(errors, queries, rate))
                .mutationExecutionStrategy(new WriteStrategy(errors, queues.mutations(), reads, writes, rate));
        return instrumentations.isEmpty()
                ? engine.build()
                : engine.instrumentation(new ChainedInstrumentation(instrumentations)).build();
    }
}
