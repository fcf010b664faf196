package org.reelgraph.graphql;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.schema.GraphQLSchema;
import graphql.validation.OperationValidationRule;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.validation.DocumentProblems;
import org.reelgraph.graphql.validation.SyntaxProblem;

/** Parses a document and holds it to the schema; what is wrong with it is said in the client's words. */
@Singleton
class DocumentReader {

    // These come before the program's own limits, and are far beyond.
    private static final Set<ValidationErrorType> TOO_LARGE = Set.of(ValidationErrorType.MaxQueryDepthExceeded,
            ValidationErrorType.MaxQueryFieldsExceeded);

    private final GraphQLSchema schema;
    private final OperationLimits limits;

    DocumentReader(GraphQLSchema schema, OperationLimits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /** {@return the request's document, or what is wrong with it} */
    PreparsedDocumentEntry read(ExecutionInput input) {
        var parsed = ParseAndValidate.parse(input);
        if (parsed.isFailure()) {
            return new PreparsedDocumentEntry(refusal(input.getQuery(), parsed.getSyntaxException()));
        }
        var found = ParseAndValidate.validate(schema, parsed.getDocument(), this::applies, input.getLocale());
        return found.isEmpty()
                ? new PreparsedDocumentEntry(parsed.getDocument())
                : new PreparsedDocumentEntry(parsed.getDocument(), errors(parsed.getDocument(), found));
    }

    // How much introspection there may be is a matter of the limits. And what a subscription selects can't be looked at
    // without a type that it begins from; another rule refuses it.
    private boolean applies(OperationValidationRule rule) {
        return rule != OperationValidationRule.GOOD_FAITH_INTROSPECTION
                && (rule != OperationValidationRule.SUBSCRIPTION_UNIQUE_ROOT_FIELD
                        || schema.isSupportingSubscriptions());
    }

    private ApiError refusal(String document, InvalidSyntaxException invalid) {
        return switch (invalid) {
            case ParseCancelledTooDeepException tooDeep -> new ApiError(ErrorCode.LIMIT_EXCEEDED,
                    "The document is nested too deeply; the limit (recursion) is %,d.".formatted(limits.recursion()));
            case ParseCancelledException tooLong -> new ApiError(ErrorCode.LIMIT_EXCEEDED,
                    "The document has too many tokens; the limit (tokens) is %,d.".formatted(limits.tokens()));
            default -> ApiError.of(ErrorCode.GRAPHQL_PARSE_FAILED, SyntaxProblem.of(document, invalid));
        };
    }

    private List<ApiError> errors(Document document, List<ValidationError> found) {
        if (found.stream().anyMatch(error -> TOO_LARGE.contains(error.getValidationErrorType()))) {
            return List.of(new ApiError(ErrorCode.LIMIT_EXCEEDED,
                    "The operation is far larger than the limits (fields, depth) allow."));
        }
        return DocumentProblems.of(schema, document, found).stream()
                .map(problem -> ApiError.of(ErrorCode.GRAPHQL_VALIDATION_FAILED, problem)).toList();
    }
}
