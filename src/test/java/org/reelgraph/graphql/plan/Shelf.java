package org.reelgraph.graphql.plan;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/**
 * A schema with everything a schema can have, over things that are all made of a number: some values are null, some
 * fail, some are loaded. It can be asked by a plan or by graphql-java's own strategy.
 */
@SuppressWarnings("rawtypes")
final class Shelf {

    static final String SDL = """
                              type Query { box(number: Int!): Box boxes(first: Int = 3): [Box!]! thing(number: Int!): Thing
                                things: [Thing] either: [Either!]! jar: Jar! }
                              interface Thing { id: ID! name: String labels: [String!]! beside: Thing }
                              type Box implements Thing { id: ID! name: String labels: [String!]! beside: Thing colour: Colour
                                weight: Float sure: Int! rows: [[Int!]] streamed: [Int] array: [Int!] iterated: [Jar!] noList: [Int!]
                                staged: Jar published: Int partial: Jar noted: String odd: Thing chosen: String jars(first: Int = 2): [Jar!] maybe: [Jar]! lid: Box later: Int }
                              type Jar implements Thing { id: ID! name: String labels: [String!]! beside: Thing box: Box!
                                fails: String breaks: String! loaded: Box many: [Thing!]! chained: Jar full: Boolean
                                context: String noted: [String] }
                              union Either = Box | Jar
                              enum Colour { RED BLUE }""";

    record Box(int number) {
    }

    record Jar(int number) {
    }

    enum Colour {
        RED, BLUE
    }

    private final GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SDL),
            RuntimeWiring.newRuntimeWiring().type("Query", type -> type.dataFetchers(queries()))
                    .type("Box", type -> type.dataFetchers(boxes())).type("Jar", type -> type.dataFetchers(jars()))
                    .type("Thing", type -> type.typeResolver(resolver()))
                    .type("Either", type -> type.typeResolver(resolver())).build());

    // Each question is asked several times.
    private final Map<String, PreparsedDocumentEntry> documents = new HashMap<>();
    private final Instrumentation instrumentation;

    Shelf() {
        this(SimplePerformantInstrumentation.INSTANCE);
    }

    /** @param instrumentation told of what is executed */
    Shelf(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** {@return the answer of a plan; the same plans serve all questions of one document} */
    ExecutionResult byPlan(Plans plans, String document, Map<String, Object> variables) {
        return ask(new AsyncExecutionStrategy() {
            @Override
            public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
                    ExecutionStrategyParameters parameters) {
                return CompletableFuture.completedFuture(new PlanExecution(context, dataFetcherExceptionHandler,
                        fields -> {
                        }, Duration.ofSeconds(10)).run(plans));
            }
        }, document, variables);
    }

    /** {@return the answer of graphql-java's own strategy} */
    ExecutionResult byGraphQlJava(String document, Map<String, Object> variables) {
        return ask(new AsyncExecutionStrategy(), document, variables);
    }

    private ExecutionResult ask(AsyncExecutionStrategy strategy, String document, Map<String, Object> variables) {
        var registry = new DataLoaderRegistry();
        registry.register("boxes", loader(Box::new));
        registry.register("jars", loader(Jar::new));
        var input = ExecutionInput.newExecutionInput(document).variables(variables).dataLoaderRegistry(registry)
                .build();
        GraphQL.unusualConfiguration(input.getGraphQLContext()).dataloaderConfig().enableDataLoaderChaining(true);
        return GraphQL.newGraphQL(schema).queryExecutionStrategy(strategy).instrumentation(instrumentation)
                .preparsedDocumentProvider((question, parse) -> CompletableFuture.completedFuture(
                        documents.computeIfAbsent(question.getQuery(), any -> parse.apply(question))))
                .build().execute(input);
    }

    private static <V> DataLoader<Integer, V> loader(java.util.function.IntFunction<V> make) {
        return DataLoaderFactory.newMappedDataLoader(numbers -> {
            var found = new HashMap<Integer, V>();
            numbers.stream().filter(number -> number % 7 != 0).forEach(number -> found.put(number, make.apply(number)));
            return CompletableFuture.completedFuture(found);
        });
    }

    private static TypeResolver resolver() {
        return env -> env.getSchema().getObjectType(switch (env.getObject()) {
            case Box box -> "Box";
            case Jar jar -> "Jar";
            default -> "Query";
        });
    }

    private static Map<String, DataFetcher> queries() {
        return Map.of("box", env -> box(env.getArgument("number")), "boxes", env -> IntStream
                .range(0, env.<Integer>getArgument("first")).mapToObj(Box::new).toList(),
                "thing", env -> thing(env.getArgument("number")), "things",
                env -> java.util.Arrays.asList(thing(1), null, thing(2), thing(3)),
                "either", env -> List.of(new Jar(4), new Box(5), new Jar(12)), "jar", env -> new Jar(8));
    }

    private static Map<String, DataFetcher> shared() {
        var fields = new HashMap<String, DataFetcher>();
        fields.put("id", property(Shelf::number));
        fields.put("name", property(source -> number(source) % 3 == 0 ? null : "thing " + number(source)));
        fields.put("labels", property(source -> number(source) % 11 == 0
                ? java.util.Arrays.asList("a", null)
                : List.of("a", "b")));
        fields.put("beside", env -> thing(number(env.getSource()) + 1));
        return fields;
    }

    private static Map<String, DataFetcher> boxes() {
        var fields = shared();
        fields.put("colour",
                property(source -> number(source) % 4 == 0 ? "GREEN" : Colour.values()[number(source) % 2]));
        fields.put("weight", property(source -> number(source) % 5 == 0 ? "heavy" : number(source) / 2.0));
        fields.put("sure", property(source -> number(source) % 6 == 0 ? Optional.empty() : Optional.of(1)));
        fields.put("rows", property(source -> List.of(List.of(1, 2), java.util.Arrays.asList(3,
                number(source) % 2 == 0 ? null : 4))));
        fields.put("jars", env -> number(env.getSource()) % 5 == 0
                ? null
                : IntStream.range(1, 1 + env.<Integer>getArgument("first"))
                        .mapToObj(index -> new Jar(number(env.getSource()) * 2 + index)).toList());
        fields.put("maybe", env -> java.util.Arrays.asList(new Jar(number(env.getSource()) + 3), null));
        fields.put("lid", env -> number(env.getSource()) > 20 ? null : new Box(number(env.getSource()) + 9));
        putUnusual(fields);
        fields.put("later", env -> CompletableFuture.supplyAsync(() -> number(env.getSource())));
        return fields;
    }

    // All that graphql-java takes of a fetcher beside a value, a list and a CompletableFuture.
    private static void putUnusual(Map<String, DataFetcher> fields) {
        fields.put("streamed", env -> Stream.of(1, null, number(env.getSource())));
        fields.put("array", env -> new int[]{1, number(env.getSource())});
        fields.put("iterated", env -> List.of(new Jar(1), new Jar(4)).iterator());
        fields.put("noList", env -> number(env.getSource()) % 2 == 0 ? "no list" : new Integer[]{3});
        fields.put("staged", env -> CompletableFuture.completedStage(number(env.getSource()))
                .thenApply(number -> number % 3 == 0 ? null : new Jar(number)));
        fields.put("published", env -> new SubmissionPublisherOf(number(env.getSource())));
        fields.put("partial", env -> partial(env, number(env.getSource())));
        fields.put("noted", env -> DataFetcherResult.newResult().data("noted " + env.getLocalContext()).build());
        fields.put("odd", env -> number(env.getSource()) % 2 == 0 ? "no thing" : new Jar(3));
        fields.put("chosen", env -> env.getExecutionStepInfo().getParent().getPath() + " "
                + env.getSelectionSet().getFields().size() + " " + env.getQueryDirectives()
                        .getImmediateAppliedDirectivesByName().keySet());
    }

    private static Object partial(DataFetchingEnvironment env, int number) {
        var result = DataFetcherResult.newResult().data(number % 4 == 0 ? null : new Jar(number))
                .localContext("left by " + number);
        if (number % 2 == 0) {
            result.error(GraphqlErrorBuilder.newError(env).message("partly").build());
        }
        return number % 3 == 0 ? CompletableFuture.completedFuture(result.build()) : result.build();
    }

    /** Publishes one number. */
    private record SubmissionPublisherOf(int number) implements Flow.Publisher<Integer> {

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    subscriber.onNext(number);
                    subscriber.onComplete();
                }

                @Override
                public void cancel() {
                    // Nothing comes after the one.
                }
            });
        }
    }

    private static Map<String, DataFetcher> jars() {
        var fields = shared();
        fields.put("box", env -> box(number(env.getSource()) + 2));
        fields.put("fails", env -> {
            throw new IllegalStateException("no");
        });
        fields.put("breaks", property(source -> {
            if (number(source) % 2 == 0) {
                throw new IllegalStateException("broken");
            }
            return "whole";
        }));
        fields.put("loaded", env -> load(env, "boxes", number(env.getSource())));
        fields.put("many", env -> load(env, "jars", number(env.getSource()) + 1).thenCombine(
                load(env, "boxes", number(env.getSource()) + 2), java.util.Arrays::asList));
        fields.put("chained", env -> load(env, "boxes", number(env.getSource()) + 1)
                .thenCompose(box -> box == null
                        ? CompletableFuture.failedFuture(new IllegalStateException("none"))
                        : load(env, "jars", number(box) * 3)));
        fields.put("context", env -> env.getLocalContext());
        fields.put("noted", env -> List.of(DataFetcherResult.newResult().data("a").build(),
                DataFetcherResult.newResult().error(GraphqlErrorBuilder.newError(env).message("second").build())
                        .build()));
        fields.put("full", property(source -> number(source) % 2 == 0));
        return fields;
    }

    private static CompletableFuture<Object> load(DataFetchingEnvironment env, String loader, int number) {
        return env.<Integer, Object>getDataLoader(loader).load(number % 40);
    }

    private static Property property(java.util.function.Function<Object, Object> reader) {
        return new Property(reader);
    }

    private static int number(Object source) {
        return source instanceof Box box ? box.number() : ((Jar) source).number();
    }

    private static Object box(int number) {
        return number % 10 == 0 ? null : new Box(number % 40);
    }

    private static Object thing(int number) {
        return number % 2 == 0 ? new Jar(number % 40) : new Box(number % 40);
    }
}
