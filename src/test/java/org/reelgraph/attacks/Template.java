package org.reelgraph.attacks;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A text that stands for a longer one, or for bytes. In {@code <<3:a~ >>}, what follows the colon is repeated, and
 * {@code ~} is the number of the repetition, {@code ~+} the next one; so this is {@code a0 a1 a2}. Repetitions may be within
 * each other. {@code \xff} is a byte.
 */
final class Template {

    private static final Pattern BEGIN = Pattern.compile("<<(\\d+):");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final String END = ">>";

    private final String text;
    private int position;

    private Template(String text) {
        this.text = text;
    }

    /** {@return what a template stands for; each character is a byte} */
    static String expanded(String template) {
        var whole = new Template(template).rest();
        return BYTE.matcher(whole).replaceAll(
                match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    static byte[] bytes(String expanded) {
        return expanded.getBytes(StandardCharsets.ISO_8859_1);
    }

    // Up to the end of the repetition that it is in.
    private String rest() {
        var rest = new StringBuilder();
        var begin = BEGIN.matcher(text);
        while (position < text.length() && !text.startsWith(END, position)) {
            if (begin.region(position, text.length()).lookingAt()) {
                position = begin.end();
                rest.append(repeated(Integer.parseInt(begin.group(1)), rest()));
                position += END.length();
            } else {
                rest.append(text.charAt(position++));
            }
        }
        return rest.toString();
    }

    private static String repeated(int times, String part) {
        return part.contains("~")
                ? IntStream.range(0, times).mapToObj(number -> part.replace("~+", String.valueOf(number + 1))
                        .replace("~", String.valueOf(number))).collect(Collectors.joining())
                : part.repeat(times);
    }
}
