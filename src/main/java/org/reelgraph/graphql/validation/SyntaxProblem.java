package org.reelgraph.graphql.validation;

import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.exceptions.InvalidUnicodeSyntaxException;
import graphql.parser.exceptions.MoreTokensSyntaxException;
import java.util.stream.Stream;

/** Explains why a document can't be parsed. */
public final class SyntaxProblem {

    private static final String END = "<EOF>";
    private static final int LONGEST = 60;

    private SyntaxProblem() {
    }

    /** {@return what is wrong with a document's syntax} */
    public static Problem of(String document, InvalidSyntaxException invalid) {
        return new Problem(message(document, invalid), Stream.ofNullable(invalid.getLocation()).toList());
    }

    private static String message(String document, InvalidSyntaxException invalid) {
        if (document.isBlank()) {
            return "The document is empty.";
        }
        var token = invalid.getOffendingToken();
        if (token == null) {
            return ofCharacter(characterAt(document, invalid.getLocation()));
        }
        var shown = "'" + (token.length() <= LONGEST ? token : token.substring(0, LONGEST) + "…") + "'";
        return switch (invalid) {
            case InvalidUnicodeSyntaxException unicode -> "The escape " + shown + " isn't a Unicode character.";
            case MoreTokensSyntaxException more -> "Unexpected " + shown + " after the end of the document.";
            default -> token.equals(END)
                    ? "The document ends too early. Is a closing brace or parenthesis missing?"
                    : "Unexpected " + shown + ".";
        };
    }

    private static String ofCharacter(String character) {
        return switch (character) {
            case "\"" -> "The string that starts here isn't closed, or contains an invalid escape.";
            case "'" -> "Strings need double quotes.";
            default -> "Unexpected '" + character + "'.";
        };
    }

    private static String characterAt(String document, SourceLocation place) {
        return document.lines().skip(place.getLine() - 1L).findFirst()
                .map(line -> line.codePoints().skip(place.getColumn() - 1L).limit(1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString())
                .orElse("");
    }
}
