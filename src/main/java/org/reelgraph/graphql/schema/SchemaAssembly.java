package org.reelgraph.graphql.schema;

import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.scalars.ExtendedScalars;
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
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Rights;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.plan.Property;

/**
 * Collects what the features resolve and makes the executable schema of it. Every field of the schema has to be resolved
 * by a fetcher or by a method of the same name of the type's class; one that isn't, or a fetcher for a field the schema
 * doesn't have, stops the start by name instead of being found by a user.
 */
public final class SchemaAssembly {

    private final Map<String, TypeFields> types = new LinkedHashMap<>();
    private final Map<String, NodeType<?>> nodes = new LinkedHashMap<>();
    private final Map<String, Loader<?, ?>> loaders = new LinkedHashMap<>();
    private final Map<Class<?>, Function<Object, String>> typeNames = new LinkedHashMap<>();
    private Optional<Rights> rights = Optional.empty();

    /** The fetchers of one type. */
    public static final class TypeFields {

        private final Class<?> source;
        private final Map<String, DataFetcher<?>> fetchers = new LinkedHashMap<>();

        private TypeFields(Class<?> source) {
            this.source = source;
        }

        /** Resolves a field by what its object says of itself. */
        @SuppressWarnings("unchecked")
        public <S> TypeFields property(String name, Function<S, ? extends @Nullable Object> reader) {
            return field(name, new Property(source -> reader.apply((S) source)));
        }

        /** Resolves a field by a fetcher, which gives the value or a future of it. */
        public TypeFields field(String name, DataFetcher<?> fetcher) {
            if (fetchers.putIfAbsent(name, fetcher) != null) {
                throw new IllegalStateException("The field " + name + " is resolved twice.");
            }
            return this;
        }
    }

    /** {@return the fields of a type whose objects are of this class; several features may add to one type} */
    public TypeFields type(String name, Class<?> source) {
        typeNames.putIfAbsent(source, object -> name);
        return types.computeIfAbsent(name, key -> new TypeFields(source));
    }

    /** {@return the fields of the root type Query} */
    public TypeFields query() {
        return type("Query", Void.class);
    }

    /** {@return the fields of the root type Mutation} */
    public TypeFields mutation() {
        return type("Mutation", Void.class);
    }

    /** {@return the fields of a type with global ids; its {@code id} field is resolved already} */
    public TypeFields node(NodeType<?> node) {
        nodes.put(node.prefix(), node);
        return type(node.typeName(), node.source()).property("id", node::globalId);
    }

    /** Resolves a list's types {@code …Connection} and {@code …Edge}; returns the fields of the edge. */
    public TypeFields connection(String name) {
        type(name + "Connection", Connection.class).field("totalCount", env -> {
            Connection<?> connection = env.getSource();
            return connection.total().count(env);
        });
        return type(name + "Edge", Connection.Edge.class);
    }

    /** Says which type an object of a class is, where several types share the class. */
    public <T> void distinguish(Class<T> source, Function<T, String> typeName) {
        typeNames.put(source, object -> typeName.apply(source.cast(object)));
    }

    /** Makes a loader known, so that each request has a DataLoader of it. */
    public void loaders(Collection<? extends Loader<?, ?>> added) {
        for (var loader : added) {
            if (loaders.putIfAbsent(loader.name(), loader) != null) {
                throw new IllegalStateException("There are two loaders " + loader.name() + ".");
            }
        }
    }

    /** {@return the node types by the prefix of their ids; filled once all features have added their part} */
    public Map<String, NodeType<?>> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    public Loader<?, ?> loader(String name) {
        return loaders.get(name);
    }

    /**
     * Lets pass who may see what has this type.
     *
     * @throws RequestException where the caller may not
     */
    void checkRights(DataFetchingEnvironment environment, NodeType<?> node) {
        rights.orElseThrow().check(environment, node.typeName());
    }

    public GraphQLSchema build(TypeDefinitionRegistry contract, Rights held, DeniedMutations refusals) {
        rights = Optional.of(held);
        SchemaDescriptions.addRoles(contract, held);
        SupportedDirectives.limit(contract);
        var wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(SupportedDirectives.introspection())
                // In strict mode the ID of graphql-java can't be replaced.
                .strictMode(false).scalar(IdScalar.ID).strictMode(true).scalar(DateScalars.DATE)
                .scalar(DateScalars.DATE_TIME)
                // A scalar's own description would be stronger than the contract's.
                .scalar(ExtendedScalars.Json.transform(json -> json.description(null)));
        var unresolved = new TreeSet<String>();
        for (var type : contract.getTypes(ObjectTypeDefinition.class)) {
            wiring.type(type.getName(),
                    builder -> builder.dataFetchers(fetchersOf(type, (field, fetcher) -> held.guard(type, field,
                            type.getName().equals("Mutation") ? refusals.telling(field.getName(), fetcher) : fetcher,
                            this::typeNameOf), unresolved)));
        }
        TypeResolver resolver = env -> env.getSchema().getObjectType(typeNameOf(env.getObject()));
        contract.getTypes(InterfaceTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(resolver)));
        contract.getTypes(UnionTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(resolver)));
        if (!unresolved.isEmpty()) {
            throw new IllegalStateException("Schema and code don't agree: " + String.join("; ", unresolved));
        }
        return new SchemaGenerator().makeExecutableSchema(contract, wiring.build());
    }

    private String typeNameOf(Object object) {
        return typeNames.get(object.getClass()).apply(object);
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

    private static Optional<DataFetcher<?>> fetcher(TypeFields fields, String name) {
        return Optional.<DataFetcher<?>>ofNullable(fields.fetchers.get(name))
                .or(() -> accessor(fields.source, name));
    }

    private static Optional<Property> accessor(Class<?> source, String name) {
        return Arrays.stream(source.getMethods()).filter(method -> method.getName().equals(name)
                && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class).findFirst().map(Property::of);
    }
}
