package org.reelgraph.graphql.validation;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.SDLDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorClassification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

import static graphql.validation.ValidationErrorType.*;

/** Turns graphql-java's validation errors into messages that help clients. */
public final class DocumentProblems {

    private final Occurrences occurrences;
    private final Map<ValidationErrorClassification, Function<ValidationError, Stream<Problem>>> words = new HashMap<>();

    private DocumentProblems(GraphQLSchema schema, Document document) {
        occurrences = new Occurrences(schema, document);
        addFields(new FieldProblems(schema));
        addArguments();
        addDirectives(new DirectiveProblems(schema));
        addFragments(new FragmentProblems(schema, document));
        addVariables(new VariableProblems(schema, document));
        addOperations();
    }

    /**
     * {@return what is wrong with a document, each problem once; never empty, even if no error has an explanation}
     *
     * @param found at least one error
     */
    public static List<Problem> of(GraphQLSchema schema, Document document, List<ValidationError> found) {
        var problems = new DocumentProblems(schema, document);
        var explained = found.stream().flatMap(problems::explained).distinct().toList();
        return explained.isEmpty() ? found.stream().map(DocumentProblems::unexplained).distinct().toList() : explained;
    }

    // An unknown kind of error may come with a later version of graphql-java.
    private Stream<Problem> explained(ValidationError error) {
        return words.getOrDefault(error.getValidationErrorType(), unknown -> Stream.of(unexplained(error)))
                .apply(error);
    }

    private static Problem unexplained(ValidationError error) {
        return new Problem("The document doesn't match the schema here.", error.getLocations());
    }

    private void addFields(FieldProblems fields) {
        words.put(FieldUndefined, at(Field.class, fields::unknown));
        words.put(SubselectionRequired, at(Field.class, FieldProblems::withoutSelection));
        words.put(SubselectionNotAllowed, at(Field.class, FieldProblems::withSelection));
        words.put(FieldsConflict, error -> Stream.of(FieldConflict.among(error.getLocations().stream()
                .flatMap(place -> occurrences.at(place, Field.class)).toList())));
    }

    private void addArguments() {
        words.put(UnknownArgument, at(Argument.class, ArgumentProblems::unknown));
        words.put(WrongType, at(Argument.class, ArgumentProblems::wrong));
        words.put(NullValueForNonNullArgument, at(Field.class, ArgumentProblems::nulls));
        words.put(MissingFieldArgument, at(Field.class, ArgumentProblems::missing));
        words.put(MissingDirectiveArgument, at(Directive.class, ArgumentProblems::missingOfDirective));
        words.put(DuplicateArgumentNames, error -> Stream.concat(
                at(Field.class, ArgumentProblems::twice).apply(error),
                at(Directive.class, ArgumentProblems::twiceOfDirective).apply(error)));
        words.put(UniqueObjectFieldName, at(ObjectValue.class, ArgumentProblems::memberTwice));
    }

    private void addDirectives(DirectiveProblems directives) {
        words.put(UnknownDirective, error -> Stream.concat(at(Directive.class, directives::unknown).apply(error),
                at(Argument.class, ArgumentProblems::unknown).apply(error)));
        words.put(MisplacedDirective, at(Directive.class, directives::misplaced));
        words.put(DuplicateDirectiveName, at(Directive.class, DirectiveProblems::twice));
    }

    private void addFragments(FragmentProblems fragments) {
        words.put(UnknownType, error -> error.getLocations().isEmpty()
                ? fragments.onUnknownTypes()
                : at(TypeName.class, fragments::unknownType).apply(error));
        words.put(UndefinedFragment, at(FragmentSpread.class, fragments::undefined));
        words.put(UnusedFragment, at(FragmentDefinition.class, FragmentProblems::unused));
        words.put(DuplicateFragmentName, at(FragmentDefinition.class, FragmentProblems::twice));
        words.put(InvalidFragmentType, error -> Stream.concat(
                at(InlineFragment.class, FragmentProblems::impossible).apply(error),
                at(FragmentSpread.class, fragments::impossibleSpread).apply(error)));
        words.put(InlineFragmentTypeConditionInvalid, at(InlineFragment.class, FragmentProblems::onNoObject));
        words.put(FragmentTypeConditionInvalid, at(FragmentDefinition.class, FragmentProblems::definedOnNoObject));
    }

    private void addVariables(VariableProblems variables) {
        words.put(UndefinedVariable, at(VariableReference.class, variables::undefined));
        words.put(VariableTypeMismatch, at(VariableReference.class, variables::mismatch));
        words.put(UnusedVariable, at(VariableDefinition.class, VariableProblems::unused));
        words.put(DuplicateVariableName, at(VariableDefinition.class, VariableProblems::twice));
        words.put(NonInputTypeOnVariable, at(VariableDefinition.class, VariableProblems::ofNoInputType));
        words.put(BadValueForDefaultArg, at(VariableDefinition.class, VariableProblems::wrongDefault));
    }

    private void addOperations() {
        words.put(LoneAnonymousOperationViolation, at(OperationDefinition.class, OperationProblems::withoutName));
        words.put(DuplicateOperationName, at(OperationDefinition.class, OperationProblems::twice));
        words.put(UnknownOperation, at(OperationDefinition.class, OperationProblems::unknown));
        words.put(NonExecutableDefinition, at(SDLDefinition.class, OperationProblems::notExecutable));
        words.put(MaxValidationErrorsReached,
                error -> Stream.of(new Problem("There are more errors, which are not listed.", List.of())));
    }

    private <T> Function<ValidationError, Stream<Problem>> at(Class<T> kind,
            Function<Occurrence<T>, Stream<Problem>> explained) {
        return error -> error.getLocations().stream().flatMap(place -> occurrences.at(place, kind)).flatMap(explained);
    }
}
