package org.reelgraph.graphql.execution;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.schema.GraphQLSchema;
import graphql.validation.OperationValidationRule;
import graphql.validation.QueryComplexityLimits;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.limits.DocumentSize;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.validation.DocumentProblems;
import org.reelgraph.graphql.validation.FragmentGraph;
import org.reelgraph.graphql.validation.Problem;
import org.reelgraph.graphql.validation.SubscriptionProblems;
import org.reelgraph.graphql.validation.SyntaxProblem;

/** Parses and validates documents. Its errors are written for the client's developer. */
@Singleton
class DocumentReader {

    private final GraphQLSchema schema;
    private final OperationLimits limits;
    private final DocumentSize size;

    DocumentReader(GraphQLSchema schema, OperationLimits limits, DocumentSize size) {
        this.schema = schema;
        this.limits = limits;
        this.size = size;
    }

    /** {@return the request's document, or its errors} */
    PreparsedDocumentEntry read(ExecutionInput input) {
        var parsed = ParseAndValidate.parse(input);
        var failure = parsed.getSyntaxException();
        if (failure != null) {
            return new PreparsedDocumentEntry(refusal(input.getQuery(), failure));
        }
        var document = Objects.requireNonNull(parsed.getDocument(), "There is a document or a failure.");
        var errors = errors(document, input.getLocale());
        return errors.isEmpty()
                ? new PreparsedDocumentEntry(document)
                : new PreparsedDocumentEntry(document, errors);
    }

    // First come the checks for documents that would take long to validate.
    private List<ApiError> errors(Document document, Locale locale) {
        var fragments = new FragmentGraph(document);
        if (!fragments.circles().isEmpty()) {
            return invalid(fragments.circles());
        }
        return size.refusal(document, fragments).map(problem -> List.of(ApiError.of(ErrorCode.LIMIT_EXCEEDED, problem)))
                .orElseGet(() -> invalid(validated(document, locale)));
    }

    private static List<ApiError> invalid(List<Problem> problems) {
        return problems.stream().map(problem -> ApiError.of(ErrorCode.GRAPHQL_VALIDATION_FAILED, problem)).toList();
    }

    private List<Problem> validated(Document document, Locale locale) {
        var found = ParseAndValidate.validate(schema, document, DocumentReader::applies, locale,
                QueryComplexityLimits.NONE);
        return found.isEmpty() ? SubscriptionProblems.of(document) : DocumentProblems.of(schema, document, found);
    }

    // The operation limits bound introspection, and the rule for subscriptions is one of our own.
    private static boolean applies(OperationValidationRule rule) {
        return rule != OperationValidationRule.GOOD_FAITH_INTROSPECTION
                && rule != OperationValidationRule.SUBSCRIPTION_UNIQUE_ROOT_FIELD;
    }

    private ApiError refusal(String document, InvalidSyntaxException invalid) {
        return switch (invalid) {
            case ParseCancelledTooDeepException tooDeep -> new ApiError(ErrorCode.LIMIT_EXCEEDED,
                    "The document is nested too deeply; the limit (recursion) is %,d.".formatted(limits.recursion()));
            case LongNumber number -> ApiError.of(ErrorCode.LIMIT_EXCEEDED,
                    new Problem(String.valueOf(number.getMessage()), List.of(number.getLocation())));
            case ParseCancelledException tooLong -> new ApiError(ErrorCode.LIMIT_EXCEEDED,
                    "The document has too many tokens; the limit (tokens) is %,d.".formatted(limits.tokens()));
            default -> ApiError.of(ErrorCode.GRAPHQL_PARSE_FAILED, SyntaxProblem.of(document, invalid));
        };
    }
}
