package org.reelgraph.quality.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name and its words.
 *
 * @param text   without the extension of a file
 * @param tokens the words
 */
record Name(String text, List<Token> tokens) {

    private static final Pattern EXTENSION = Pattern
            .compile("\\.(mkv|mp4|m4v|avi|mov|wmv|webm|m2ts|mpe?g|flv|iso|nzb|torrent|srt)$", Pattern.CASE_INSENSITIVE);
    // Channels that stand right after a format, as in DDP5.1 or AAC20.
    private static final Pattern GLUED = Pattern
            .compile("(ddpa?|dd\\+?a?|e?ac3|aac|flac|truehd|dts|dtsx|ma|hdma|hra|opus|l?pcm|atmos)([1-9])([0-2]?)");
    private static final int LONGEST_GLUED = 12;
    private static final String SEPARATORS = "._-–—~()[]{}【】「」,/|;:\"";
    private static final String OPENING = "([{【「";
    private static final String CLOSING = ")]}】」";

    static Name of(String given) {
        var stripped = given.strip();
        var extension = EXTENSION.matcher(stripped).region(Math.max(0, stripped.length() - LONGEST_GLUED),
                stripped.length());
        var text = extension.find() ? stripped.substring(0, extension.start()) : stripped;
        return new Name(text, tokens(text));
    }

    private static List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        var depth = 0;
        var gapStart = 0;
        for (var i = 0; i < text.length();) {
            var letter = text.charAt(i);
            if (isSeparator(letter)) {
                depth = OPENING.indexOf(letter) >= 0
                        ? depth + 1
                        : CLOSING.indexOf(letter) >= 0 ? Math.max(0, depth - 1) : depth;
                i++;
                continue;
            }
            var start = i;
            while (i < text.length() && !isSeparator(text.charAt(i))) {
                i++;
            }
            add(tokens, text, start, i, text.substring(gapStart, start).replace('–', '-').replace('—', '-'), depth);
            gapStart = i;
        }
        return tokens;
    }

    private static void add(List<Token> tokens, String text, int start, int end, String gap, int depth) {
        var word = text.substring(start, end);
        var lower = word.toLowerCase(Locale.ROOT);
        var glued = GLUED.matcher(lower.length() > LONGEST_GLUED ? "" : lower);
        if (lower.length() != word.length() || !glued.matches()) {
            tokens.add(new Token(word, lower, start, end, gap, depth));
            return;
        }
        for (var i = 1; i <= 3; i++) {
            if (!glued.group(i).isEmpty()) {
                tokens.add(new Token(word.substring(glued.start(i), glued.end(i)), glued.group(i),
                        start + glued.start(i), start + glued.end(i), i == 1 ? gap : "", depth));
            }
        }
    }

    private static boolean isSeparator(char letter) {
        return Character.isWhitespace(letter) || SEPARATORS.indexOf(letter) >= 0;
    }

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return tokens.get(index);
    }

    /** {@return the word at a place; empty beyond the last one} */
    Optional<Token> at(int index) {
        return index < tokens.size() ? Optional.of(tokens.get(index)) : Optional.empty();
    }

    /** {@return what is between this word and the next one, or the end} */
    String gapAfter(int index) {
        return index + 1 < tokens.size() ? tokens.get(index + 1).gap() : text.substring(tokens.get(index).end());
    }

    /** {@return whether a bracket closes right after this word} */
    boolean closesAfter(int index) {
        return gapAfter(index).chars().anyMatch(letter -> CLOSING.indexOf(letter) >= 0);
    }

    /** {@return whether a bracket opens right before this word} */
    boolean opensBefore(int index) {
        return tokens.get(index).gap().chars().anyMatch(letter -> OPENING.indexOf(letter) >= 0);
    }

    /** {@return the text of these words with what is between them} */
    String between(int from, int to) {
        return from >= to ? "" : text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
