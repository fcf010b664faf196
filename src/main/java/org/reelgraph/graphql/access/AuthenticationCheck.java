package org.reelgraph.graphql.access;

import graphql.ExecutionInput;
import graphql.execution.UnknownOperationException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Rejects requests whose token or key is invalid. Client libraries send an expired token along when they sign in or
 * refresh. So an operation whose root fields all carry a credential of their own ({@code @public(ownCredential: true)})
 * runs anyway, as an anonymous caller's.
 */
@Singleton
public class AuthenticationCheck {

    private static final String TYPE_NAME = "__typename";

    private final GraphQLSchema schema;
    private final ApplicationEventPublisher<RequestDenied> refusals;

    public AuthenticationCheck(GraphQLSchema schema, ApplicationEventPublisher<RequestDenied> refusals) {
        this.schema = schema;
        this.refusals = refusals;
    }

    /**
     * Publishes an event if the caller is rejected.
     *
     * @return why the caller is rejected; empty if the credential is valid or absent
     */
    public Optional<RequestException> refusal(Caller caller) {
        return caller.credentialError().map(reason -> {
            refusals.publishEvent(new RequestDenied(caller, "authenticate", ErrorCode.UNAUTHENTICATED.name()));
            return new RequestException(ErrorCode.UNAUTHENTICATED, reason);
        });
    }

    /** {@return why the caller's operation is rejected; empty if the credential is valid, absent or not needed} */
    public Optional<RequestException> refusal(ExecutionInput input, PreparsedDocumentEntry parsed) {
        var caller = Caller.of(input.getGraphQLContext());
        return caller.credentialError().isEmpty() || hasItsOwn(input, parsed) ? Optional.empty() : refusal(caller);
    }

    private boolean hasItsOwn(ExecutionInput input, PreparsedDocumentEntry parsed) {
        if (parsed.hasErrors()) {
            return false;
        }
        try {
            var found = NodeUtil.getOperation(parsed.getDocument(), input.getOperationName());
            var fields = rootFields(found.operationDefinition.getSelectionSet(), new HashMap<>(found.fragmentsByName))
                    .map(Field::getName).filter(name -> !name.equals(TYPE_NAME)).toList();
            var mutations = schema.getMutationType();
            return found.operationDefinition.getOperation() == OperationDefinition.Operation.MUTATION
                    && mutations != null && !fields.isEmpty()
                    && fields.stream().map(mutations::getField).allMatch(AuthenticationCheck::hasItsOwn);
        } catch (UnknownOperationException e) {
            return false;
        }
    }

    private static boolean hasItsOwn(GraphQLFieldDefinition mutation) {
        var open = mutation.getAppliedDirective("public");
        return open != null && open.getArgument("ownCredential") instanceof GraphQLAppliedDirectiveArgument own
                && Boolean.TRUE.equals(own.getValue());
    }

    // Each fragment is visited once, however often it is used.
    private static Stream<Field> rootFields(SelectionSet selections, Map<String, FragmentDefinition> unseen) {
        return selections.getSelections().stream().flatMap(selection -> switch (selection) {
            case Field field -> Stream.of(field);
            case InlineFragment inline -> rootFields(inline.getSelectionSet(), unseen);
            case FragmentSpread spread -> Stream.ofNullable(unseen.remove(spread.getName()))
                    .flatMap(fragment -> rootFields(fragment.getSelectionSet(), unseen));
            default -> Stream.empty();
        });
    }
}
