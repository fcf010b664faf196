package org.reelgraph.graphql.execution;

import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParsingListener;
import java.util.Locale;

/**
 * A number in a document has too many digits. Converting digits to a number takes time that grows with the square of
 * their count, so this ends the parsing before any token becomes a value.
 */
final class LongNumber extends InvalidSyntaxException {

    private static final long serialVersionUID = 1L;

    private LongNumber(String message, SourceLocation location) {
        super(message, location, null, null, null);
    }

    /** {@return a listener that throws if a number in a document has more than {@code most} characters} */
    static ParsingListener limit(int most) {
        return token -> {
            var text = token.getText();
            if (text.length() > most && isNumber(text)) {
                throw new LongNumber(
                        String.format(Locale.ENGLISH, "The number has %,d characters; the limit (digits) is %,d.",
                                text.length(), most),
                        new SourceLocation(token.getLine(), token.getCharPositionInLine() + 1));
            }
        };
    }

    private static boolean isNumber(String token) {
        var first = token.charAt(0);
        return first == '-' || first >= '0' && first <= '9';
    }
}
