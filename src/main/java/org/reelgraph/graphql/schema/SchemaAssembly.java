package org.reelgraph.graphql.schema;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.graphql.access.Rights;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.plan.Property;

/**
 * Collects the features' fetchers and builds the executable schema. Every field of the schema needs a fetcher, or a
 * method of the same name in its type's class. The server doesn't start if a field has neither, or if a fetcher's field
 * isn't in the schema; the error names the field. The same holds for the values of enums that features declare.
 */
public final class SchemaAssembly {

    private final Map<String, TypeFields> types = new LinkedHashMap<>();
    private final Map<String, NodeType<?>> nodes = new LinkedHashMap<>();
    private final Map<String, Loader<?, ?>> loaders = new LinkedHashMap<>();
    private final Map<Class<?>, Function<Object, String>> typeNames = new LinkedHashMap<>();
    private final Map<String, Set<String>> enums = new LinkedHashMap<>();
    private Optional<Rights> rights = Optional.empty();

    /**
     * Resolves a field by its argument {@code input}.
     *
     * @param <I> the input as a record
     */
    @FunctionalInterface
    public interface InputFetcher<I> {

        /** {@return the field's value or a future of it} */
        @Nullable
        Object get(I input, DataFetchingEnvironment environment) throws Exception;
    }

    /** The fetchers of one type. */
    public static final class TypeFields {

        private final Class<?> source;
        private final Map<String, DataFetcher<?>> fetchers = new LinkedHashMap<>();
        private final Map<String, InputBinding<?>> inputs = new LinkedHashMap<>();

        private TypeFields(Class<?> source) {
            this.source = source;
        }

        /** Resolves a field by reading it from its object. */
        @SuppressWarnings("unchecked")
        public <S> TypeFields property(String name, Function<S, ? extends @Nullable Object> reader) {
            return field(name, new Property(source -> reader.apply((S) source)));
        }

        /** Resolves a field by a fetcher, which returns the value or a future of it. */
        public TypeFields field(String name, DataFetcher<?> fetcher) {
            if (fetchers.putIfAbsent(name, fetcher) != null) {
                throw new IllegalStateException("The field " + name + " is resolved twice.");
            }
            return this;
        }

        /**
         * Resolves a field of {@code Subscription} by the stream of its events. The operation is executed for each event,
         * with it as the field's value.
         */
        public TypeFields stream(String name, DataFetcher<? extends Publisher<?>> events) {
            return field(name, environment -> {
                SourceEvent event = environment.getGraphQlContext().get(SourceEvent.class);
                return event == null ? events.get(environment) : event.value();
            });
        }

        /** Resolves a field by its argument {@code input}, which is bound to a record. See {@link InputBinding}. */
        public <I> TypeFields field(String name, Class<I> input, InputFetcher<I> fetcher) {
            var binding = InputBinding.to(input);
            inputs.put(name, binding);
            return field(name,
                    environment -> fetcher.get(binding.bind(Required.argument(environment, "input")), environment));
        }
    }

    /**
     * {@return the fields of a type; several features may add to the same type}
     *
     * @param source the class of its objects; or the sealed interface of its objects' classes, of which one has all
     *               fields, and others have those that a {@link org.reelgraph.graphql.plan.Projection} names
     */
    public TypeFields type(String name, Class<?> source) {
        classesOf(source).forEach(each -> typeNames.putIfAbsent(each, object -> name));
        var type = types.computeIfAbsent(name, key -> new TypeFields(source));
        if (type.source != source) {
            throw new IllegalStateException("The objects of the type " + name + " are of " + type.source + " and of "
                    + source + ".");
        }
        return type;
    }

    /** {@return the fields of the root type Query} */
    public TypeFields query() {
        return type("Query", Void.class);
    }

    /** {@return the fields of the root type Mutation} */
    public TypeFields mutation() {
        return type("Mutation", Void.class);
    }

    /** {@return the fields of the root type Subscription} */
    public TypeFields subscription() {
        return type("Subscription", Void.class);
    }

    /** Declares all values of an enum, if features contribute them. The schema has to have the same. */
    public void enumeration(String name, Collection<String> values) {
        enums.put(name, new TreeSet<>(values));
    }

    /** {@return the fields of a type with global ids; the field {@code id} is already resolved} */
    public TypeFields node(NodeType<?> node) {
        var other = nodes.putIfAbsent(node.prefix(), node);
        if (other != null) {
            throw new IllegalStateException("Ids of " + other.typeName() + " and " + node.typeName()
                    + " have the same prefix " + node.prefix() + ".");
        }
        return type(node.typeName(), node.source()).property("id", node::globalId);
    }

    /**
     * Resolves a list's types {@code …Connection} and {@code …Edge}.
     *
     * @return the fields of the edge
     */
    public TypeFields connection(String name) {
        type(name + "Connection", Connection.class).field("totalCount", env -> {
            Connection<?> connection = Required.source(env);
            return connection.total().count(env);
        });
        return type(name + "Edge", Connection.Edge.class);
    }

    /** Sets how the type of an object is determined if several types share its class. */
    public <T> void distinguish(Class<T> source, Function<T, String> typeName) {
        classesOf(source).forEach(each -> typeNames.put(each, object -> typeName.apply(source.cast(object))));
    }

    /** Registers loaders, so that each request has a DataLoader for each of them. */
    public void loaders(Collection<? extends Loader<?, ?>> added) {
        for (var loader : added) {
            if (loaders.putIfAbsent(loader.name(), loader) != null) {
                throw new IllegalStateException("There are two loaders " + loader.name() + ".");
            }
        }
    }

    /** {@return the node type with this id prefix, which a feature has contributed} */
    public NodeType<?> nodeOf(String prefix) {
        return Objects.requireNonNull(nodes.get(prefix), prefix);
    }

    /** {@return the node types by id prefix; complete once all features have contributed} */
    public Map<String, NodeType<?>> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /** {@return the loader with this name, which a feature has registered} */
    public Loader<?, ?> loader(String name) {
        return Objects.requireNonNull(loaders.get(name), name);
    }

    /**
     * Checks that the caller may see objects of this type.
     *
     * @throws RequestException if the caller may not
     */
    void checkRights(DataFetchingEnvironment environment, NodeType<?> node) {
        rights.orElseThrow().check(environment, node.typeName());
    }

    /**
     * {@return the executable schema}
     *
     * @param definitions the schema document
     * @param held        what the schema's directives require of callers
     * @param refusals    reports mutations whose input was rejected
     * @throws IllegalStateException if the schema and the features' contributions don't match; the message names each
     *                               difference
     */
    public GraphQLSchema build(TypeDefinitionRegistry definitions, Rights held, DeniedMutations refusals) {
        rights = Optional.of(held);
        SchemaDescriptions.addRoles(definitions, held);
        SupportedDirectives.limit(definitions);
        var wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(SupportedDirectives.introspection())
                // graphql-java's own ID can't be replaced in strict mode.
                .strictMode(false).scalar(IdScalar.ID).strictMode(true).scalar(DateScalars.DATE)
                .scalar(DateScalars.DATE_TIME).scalar(UploadScalar.UPLOAD)
                // A scalar's own description would take precedence over the schema document's.
                .scalar(JsonScalar.JSON);
        var unresolved = new TreeSet<String>();
        for (var type : definitions.getTypes(ObjectTypeDefinition.class)) {
            wiring.type(type.getName(),
                    builder -> builder.dataFetchers(fetchersOf(type, (field, fetcher) -> held.guard(type, field,
                            type.getName().equals("Mutation") ? refusals.telling(field.getName(), fetcher) : fetcher,
                            this::typeNameOf), unresolved)));
            type.getFieldDefinitions().forEach(field -> compareInput(definitions, type, field, unresolved));
        }
        enums.forEach((name, values) -> compare(definitions, name, values, unresolved));
        TypeResolver resolver = env -> env.getSchema()
                .getObjectType(typeNameOf(Objects.requireNonNull(env.getObject(), "Null has no type.")));
        definitions.getTypes(InterfaceTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(resolver)));
        definitions.getTypes(UnionTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(resolver)));
        if (!unresolved.isEmpty()) {
            throw new IllegalStateException("Schema and code don't agree: " + String.join("; ", unresolved));
        }
        return new SchemaGenerator().makeExecutableSchema(definitions, wiring.build());
    }

    private String typeNameOf(Object object) {
        return Objects.requireNonNull(typeNames.get(object.getClass()), object.getClass().getName()).apply(object);
    }

    private Map<String, DataFetcher> fetchersOf(ObjectTypeDefinition type,
            BiFunction<FieldDefinition, DataFetcher<?>, DataFetcher<?>> guard,
            Collection<String> unresolved) {
        var fields = types.getOrDefault(type.getName(), new TypeFields(Void.class));
        var extra = new TreeSet<>(fields.fetchers.keySet());
        Map<String, DataFetcher> fetchers = new LinkedHashMap<>();
        for (var field : type.getFieldDefinitions()) {
            extra.remove(field.getName());
            fetcher(fields, field.getName()).ifPresentOrElse(
                    fetcher -> fetchers.put(field.getName(), guard.apply(field, fetcher)),
                    () -> unresolved.add("nothing resolves " + type.getName() + "." + field.getName()));
        }
        extra.forEach(name -> unresolved.add("the schema has no " + type.getName() + "." + name));
        return fetchers;
    }

    private void compareInput(TypeDefinitionRegistry definitions, ObjectTypeDefinition type, FieldDefinition field,
            Collection<String> unresolved) {
        Optional.ofNullable(types.get(type.getName())).map(fields -> fields.inputs.get(field.getName()))
                .ifPresent(binding -> field.getInputValueDefinitions().stream()
                        .filter(argument -> argument.getName().equals("input"))
                        .flatMap(argument -> definitions.getType(argument.getType(), InputObjectTypeDefinition.class)
                                .stream())
                        .findFirst().ifPresentOrElse(input -> binding.compare(input, unresolved),
                                () -> unresolved.add(type.getName() + "." + field.getName() + " has no input")));
    }

    private static void compare(TypeDefinitionRegistry definitions, String name, Set<String> values,
            Collection<String> unresolved) {
        var described = definitions.getType(name, EnumTypeDefinition.class).stream()
                .flatMap(type -> type.getEnumValueDefinitions().stream()).map(EnumValueDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        values.stream().filter(value -> !described.contains(value))
                .forEach(value -> unresolved.add("the schema has no " + name + "." + value));
        described.stream().filter(value -> !values.contains(value))
                .forEach(value -> unresolved.add("nothing implements " + name + "." + value));
    }

    private static Optional<DataFetcher<?>> fetcher(TypeFields fields, String name) {
        return Optional.<DataFetcher<?>>ofNullable(fields.fetchers.get(name))
                .or(() -> accessor(fields.source, name));
    }

    // A method of the interface reads the objects of all its classes, so it comes first.
    private static Stream<Class<?>> classesOf(Class<?> source) {
        return source.isSealed()
                ? Stream.concat(Stream.of(source), Arrays.stream(source.getPermittedSubclasses()))
                : Stream.of(source);
    }

    private static Optional<Property> accessor(Class<?> source, String name) {
        return classesOf(source).flatMap(each -> Arrays.stream(each.getMethods()))
                .filter(method -> method.getName().equals(name)
                        && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class)
                .findFirst().map(Property::of);
    }
}
