package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.ContentReference;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A fault in a file's JSON, in words for the file's owner; a parser's messages are for programmers. */
class JsonFault extends JsonParseException {

    private static final Pattern EARLY_END = Pattern.compile("^Unexpected end-of-input");
    // How the parser prints a character: ('x' (code 120)), or ((CTRL-CHAR, code 9)).
    private static final String CHARACTER = "\\(+[^)]*?code (\\d+)[^)]*\\)+";

    private static final List<Rule> RULES = List.of(
            new Rule("Unexpected close marker '(.)': expected '(.)'",
                    found -> "'" + found.group(1) + "' appears where '" + found.group(2) + "' is required."),
            new Rule("Unexpected close marker '(.)'",
                    found -> "'" + found.group(1) + "' has no matching opening bracket."),
            new Rule(CHARACTER + ": was expecting double-quote to start",
                    found -> "A member name in double quotes is required here, not " + character(found)),
            new Rule(CHARACTER + ": was expecting a colon",
                    found -> "A colon is required here, between a name and its value, not " + character(found)),
            new Rule(CHARACTER + ": was expecting comma to separate Object",
                    found -> "A comma or the end of the object is required here, not " + character(found)),
            new Rule(CHARACTER + ": was expecting comma",
                    found -> "A comma or the end of the list is required here, not " + character(found)),
            new Rule(CHARACTER + ": expected a (?:valid )?value",
                    found -> "A value is required here, not " + character(found)),
            new Rule(CHARACTER + ": expected a hex-digit",
                    found -> "Four hexadecimal digits must follow \\u, not " + character(found)),
            new Rule(CHARACTER + ": maybe a \\(non-standard\\) comment", found -> "JSON has no comments."),
            new Rule("Illegal unquoted character " + CHARACTER,
                    found -> "In a string, this character must be escaped: " + character(found)),
            new Rule("Illegal character " + CHARACTER,
                    found -> "This character isn't allowed between values: " + character(found)),
            new Rule("Unrecognized character escape " + CHARACTER,
                    found -> "JSON has no escape of \\ followed by " + character(found)),
            new Rule("Unrecognized character escape '(.)'",
                    found -> "JSON has no escape '\\" + found.group(1) + "'."),
            new Rule("Leading zeroes", found -> "JSON numbers have no leading zeros."),
            new Rule(CHARACTER + " in numeric value",
                    found -> "This isn't allowed in a number: " + character(found)),
            new Rule("Unrecognized token '([^']*)'", found -> "JSON has no value '" + found.group(1)
                    + "': strings need double quotes."),
            new Rule("Invalid UTF-8", found -> "Something here isn't valid UTF-8."));

    /** @param words the message to display */
    JsonFault(JsonParser json, String words) {
        super(json, words);
    }

    private record Rule(Pattern pattern, Function<MatchResult, String> words) {
        private Rule(String pattern, Function<MatchResult, String> words) {
            this(Pattern.compile(pattern), words);
        }
    }

    /**
     * {@return what is wrong, in one or two sentences}
     *
     * @param what        what contains the fault, such as a file or line
     * @param linesBefore number of lines of the file that the parser hasn't seen
     */
    static String inWords(JsonProcessingException fault, String what, int linesBefore) {
        if (fault instanceof JsonFault) {
            return fault.getOriginalMessage();
        }
        var message = fault.getOriginalMessage();
        if (EARLY_END.matcher(message).find()) {
            return "The " + what + " ends too early" + unclosed(fault, linesBefore) + ".";
        }
        return RULES.stream().map(rule -> rule.pattern().matcher(message).results().findFirst().map(rule.words()))
                .flatMap(words -> words.stream()).findFirst().orElse("This is not JSON.");
    }

    private static String unclosed(JsonProcessingException fault, int linesBefore) {
        if (!(fault.getProcessor() instanceof JsonParser json) || json.getParsingContext().inRoot()) {
            return "";
        }
        var context = json.getParsingContext();
        var start = context.startLocation(ContentReference.unknown());
        return ": " + (context.inArray() ? "a list" : "an object") + " that starts at line "
                + (linesBefore + start.getLineNr()) + ", column " + start.getColumnNr() + " isn't closed";
    }

    private static String character(MatchResult found) {
        var code = Integer.parseInt(found.group(1));
        return code == '\''
                ? "a single quote."
                : Character.isISOControl(code)
                        ? "the control character U+%04X.".formatted(code)
                        : "'" + Character.toString(code) + "'.";
    }
}
