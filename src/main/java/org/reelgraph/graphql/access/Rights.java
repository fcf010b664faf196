package org.reelgraph.graphql.access;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Enforces the schema's access rules. A field requires the role in its {@code @requires}, and the role that its object
 * type requires; for an interface or union, each object is checked. A root field without a directive is open to
 * everyone or, if anonymous callers don't see the catalogue, to every user. {@code @public} opens it in any case.
 */
public final class Rights {

    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

    private final Map<String, Role> ofTypes = new HashMap<>();
    private final Set<String> mixed = new HashSet<>();
    private final boolean seesCatalog;

    /** @param types    the schema's types with their directives */
    public Rights(TypeDefinitionRegistry types, AnonymousAccess anonymous) {
        seesCatalog = anonymous.seesCatalog();
        var objects = types.getTypes(ObjectTypeDefinition.class);
        objects.forEach(type -> required(type).ifPresent(role -> ofTypes.put(type.getName(), role)));
        Stream.<TypeDefinition<?>>concat(types.getTypes(InterfaceTypeDefinition.class).stream(),
                types.getTypes(UnionTypeDefinition.class).stream())
                .filter(type -> objects.stream().anyMatch(object -> ofTypes.containsKey(object.getName())
                        && isOne(object, type)))
                .forEach(type -> mixed.add(type.getName()));
    }

    private static boolean isOne(ObjectTypeDefinition object, TypeDefinition<?> of) {
        var parents = of instanceof UnionTypeDefinition union
                ? union.getMemberTypes()
                : ((ImplementingTypeDefinition<?>) object).getImplements();
        var name = of instanceof UnionTypeDefinition ? object.getName() : of.getName();
        return parents.stream().anyMatch(each -> ((TypeName) each).getName().equals(name));
    }

    private static Optional<Role> required(DirectivesContainer<?> holder) {
        return holder.getDirectives("requires").stream().findFirst().map(Rights::role);
    }

    private static Role role(Directive requires) {
        return Role.valueOf(((EnumValue) Objects.requireNonNull(requires.getArgument("role")).getValue()).getName());
    }

    /**
     * {@return the fetcher, guarded by the role that the field requires}
     *
     * @param typeName returns the type of an object
     */
    public DataFetcher<?> guard(ObjectTypeDefinition type, FieldDefinition field, DataFetcher<?> fetcher,
            Function<Object, String> typeName) {
        var role = Stream.of(needed(field), ofRoot(type, field)).flatMap(Optional::stream).max(Role::compareTo);
        var what = type.getName() + "." + field.getName();
        DataFetcher<?> checked = mixed.contains(typeOf(field))
                ? environment -> eachChecked(environment, fetcher.get(environment), typeName)
                : fetcher;
        return role.<DataFetcher<?>>map(least -> environment -> {
            check(environment, least, what);
            return checked.get(environment);
        }).orElse(checked);
    }

    /** {@return the role that a type's objects require, wherever they are reached} */
    public Optional<Role> needed(ObjectTypeDefinition type) {
        return Optional.ofNullable(ofTypes.get(type.getName()));
    }

    /** {@return the role that a field requires, by itself or through its type} */
    public Optional<Role> needed(FieldDefinition field) {
        // A public field decides itself who may see which of its objects.
        return field.hasDirective("public")
                ? required(field)
                : Stream.of(required(field), Optional.ofNullable(ofTypes.get(typeOf(field)))).flatMap(Optional::stream)
                        .max(Role::compareTo);
    }

    private static String typeOf(FieldDefinition field) {
        return TypeInfo.typeInfo(field.getType()).getName();
    }

    private Optional<Role> ofRoot(ObjectTypeDefinition type, FieldDefinition field) {
        if (!ROOTS.contains(type.getName()) || field.hasDirective("public")) {
            return Optional.empty();
        }
        if (type.getName().equals("Mutation") && required(field).isEmpty()) {
            throw new IllegalStateException("The schema says of " + type.getName() + "." + field.getName()
                    + " neither whom it @requires nor that it is @public.");
        }
        return seesCatalog ? Optional.empty() : Optional.of(Role.USER);
    }

    /**
     * Checks that the caller may see objects of this type.
     *
     * @throws RequestException if the caller may not
     */
    public void check(DataFetchingEnvironment environment, String typeName) {
        var needed = ofTypes.get(typeName);
        if (needed != null) {
            check(environment, needed, typeName);
        }
    }

    private static void check(DataFetchingEnvironment environment, Role needed, String what) {
        // What a role allows is the same for all who have it.
        var caller = Caller.of(environment.getGraphQlContext());
        if (caller.viewer().isEmpty()) {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, what + " requires a sign-in.");
        }
        if (!caller.is(needed)) {
            throw new RequestException(ErrorCode.FORBIDDEN, what + " requires the role " + needed + ".");
        }
    }

    private @Nullable Object eachChecked(DataFetchingEnvironment environment, @Nullable Object value,
            Function<Object, String> typeName) {
        return switch (value) {
            case null -> null;
            // Each of its events is checked when the operation is executed for it.
            case Publisher<?> events -> events;
            case CompletableFuture<?> future ->
                future.thenApply(done -> eachChecked(environment, done, typeName));
            case Collection<?> list -> {
                list.forEach(each -> eachChecked(environment, each, typeName));
                yield list;
            }
            default -> {
                check(environment, typeName.apply(value));
                yield value;
            }
        };
    }
}
