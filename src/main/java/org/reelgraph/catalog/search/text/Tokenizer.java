package org.reelgraph.catalog.search.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import static java.util.stream.Collectors.joining;

/**
 * Splits a folded text into words. If people spell something in another way, that spelling is its variant:
 * {@code spiderman} for {@code spider-man}, {@code spray} for {@code s.p.r.a.y.}, {@code l etranger} for
 * {@code l'etranger}, and a single sign for all words that mean "and", and for each number.
 */
public final class Tokenizer {

    /** Represents in variants every word and sign that means "and"; no word contains it. */
    static final String AND = "\uE002";

    // Asked for each word: a HashSet finds out sooner than Set.of that it isn't one of them.
    private static final Set<String> ANDS = new HashSet<>(
            List.of("and", "und", "et", "y", "e", "och", "og", "en", "i", "n", "ja",
                    "ve", "и", "και"));
    // Words that French, Italian, Catalan and Portuguese shorten before an apostrophe and a vowel.
    private static final Set<String> ELIDED = Set.of("l", "d", "j", "m", "t", "s", "c", "n", "v", "qu", "jusqu",
            "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "dell", "all", "nell", "dall", "sull", "un", "quell",
            "quest", "bell", "sant", "senz", "tutt", "mezz", "gl", "degl", "agl", "com", "dov", "cos", "anch");
    private static final String VOWELS = "aeiouyh";
    // Roman 1 is also a word. It counts as a number at the end, or before a sign.
    private static final String ROMAN_ONE = "i";
    // Joins the parts of a compound if there is no space around it.
    private static final String JOINTS = "-.*/:_·•∙⋅・";
    private static final int LONGEST_COMPOUND = 40;
    // Fewer letters after an apostrophe are an ending, as in I'll and I've.
    private static final int SHORTEST_NAME = 3;
    // Fewer letters after a number are an ending, too, as in 1st and 1980s.
    private static final int SHORTEST_AFTER_NUMBER = 3;
    private static final int OF_WORDS = 1 << Character.UPPERCASE_LETTER | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER | 1 << Character.MODIFIER_LETTER | 1 << Character.OTHER_LETTER
            | 1 << Character.NON_SPACING_MARK | 1 << Character.ENCLOSING_MARK | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.DECIMAL_DIGIT_NUMBER | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;

    /**
     * A word and its position in the text.
     *
     * @param apart whether there is space before the word
     */
    public record Token(String word, int start, int end, boolean apart) {

        private Token as(String variant) {
            return new Token(variant, start, end, apart);
        }
    }

    /**
     * Some words of a text, usually one.
     *
     * @param literal the words as written; empty if there is only a sign
     * @param variant the alternative spelling; the same list if there is none
     */
    public record Segment(List<Token> literal, List<Token> variant) {

        boolean varies() {
            return literal != variant;
        }

        /** {@return what a query with this segment has to find, which includes signs} */
        public List<Token> typed() {
            return literal.isEmpty() ? variant : literal;
        }
    }

    private final String text;
    private final boolean goesOn;
    private final List<Token> tokens = new ArrayList<>();

    private Tokenizer(String text, boolean goesOn) {
        this.text = text;
        this.goesOn = goesOn;
    }

    /**
     * {@return the words of a folded text, in order}
     *
     * @param goesOn whether more text may follow; then a final "and" counts as one between words, unless it is a single
     * letter
     */
    static List<Segment> segments(String folded, boolean goesOn) {
        var tokenizer = new Tokenizer(folded, goesOn);
        tokenizer.findTokens();
        return tokenizer.segments();
    }

    private void findTokens() {
        for (var at = 0; at < text.length();) {
            var end = at;
            while (end < text.length() && (isOfWord(text.codePointAt(end)) || isApostrophe(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            add(at, end);
            at = end < text.length() ? end + Character.charCount(text.codePointAt(end)) : end;
        }
    }

    // Apostrophes around a word are quotation marks.
    private void add(int start, int end) {
        var first = start;
        var last = end;
        while (first < last && isApostrophe(first)) {
            first++;
        }
        while (last > first && isApostrophe(last - 1)) {
            last--;
        }
        if (first < last) {
            tokens.add(token(first, last, hasSpace(tokens.isEmpty() ? 0 : tokens.getLast().end(), first)));
        }
    }

    private Token token(int start, int end, boolean apart) {
        var written = text.substring(start, end);
        return new Token(written.indexOf('\'') < 0 ? written : written.replace("'", ""), start, end, apart);
    }

    private List<Segment> segments() {
        var segments = new ArrayList<Segment>(tokens.size());
        for (var at = 0; at < tokens.size();) {
            var segment = segment(at);
            segments.add(segment);
            at += segment.literal().size();
            var sign = andSign(at);
            if (sign >= 0) {
                segments.add(new Segment(List.of(), List.of(new Token(AND, sign, sign + 1, isSpace(sign - 1)))));
            }
        }
        return segments;
    }

    private Segment segment(int at) {
        var number = numberInTwoWords(at);
        if (number.isPresent()) {
            return asOne(tokens.subList(at, at + 2), Numerals.MARK + number.getAsInt());
        }
        var end = Math.max(endOfInitials(at), endOfCompound(at));
        if (end == at + 1) {
            return single(at);
        }
        var parts = tokens.subList(at, end);
        return asOne(parts, parts.stream().map(Token::word).collect(joining()));
    }

    // For example Twenty-One, twenty one.
    private OptionalInt numberInTwoWords(int at) {
        var number = at + 1 < tokens.size()
                ? Numerals.of(tokens.get(at).word(), tokens.get(at + 1).word())
                : OptionalInt.empty();
        return number.isPresent() && (isJoint(at + 1) || gap(at + 1).equals(" ")) ? number : OptionalInt.empty();
    }

    // For example S.P.R.A.Y., J. R. R., U S A. The separator must stay the same, so U.S. v. Marlin has only two
    // initials; the number in Plan B V is not an initial.
    private int endOfInitials(int start) {
        var end = start + 1;
        while (end < tokens.size() && isInitial(end - 1) && isInitial(end) && isBetweenInitials(end)
                && gap(end).equals(gap(start + 1))) {
            end++;
        }
        if (end > start + 1 && end < tokens.size() && isJoint(end) && !isJoint(start + 1)) {
            end--;
        }
        return end == start + 2 && gap(start + 1).equals(" ")
                && Numerals.of(tokens.get(end - 1).word(), true).isPresent()
                        ? start + 1
                        : end;
    }

    private int endOfCompound(int start) {
        var end = start + 1;
        while (end < tokens.size() && isJoint(end) && isPart(end - 1) && isPart(end)) {
            end++;
        }
        if (tokens.get(end - 1).end() - tokens.get(start).start() > LONGEST_COMPOUND) {
            return start + 1;
        }
        return end > start + 1 && isNumbering(end - 1) ? end - 1 : end;
    }

    // For example Part-2, M:I:III, Gull³; but not 9-1-1.
    private boolean isNumbering(int at) {
        return Numerals.isFigure(tokens.get(at).word()) && !isDigit(tokens.get(at - 1).start());
    }

    // "Wall-E" is a compound; "salt-n-pepper" and "salt-and-pepper" are not.
    private boolean isPart(int at) {
        var token = tokens.get(at);
        var isBetween = at > 0 && at + 1 < tokens.size() && isJoint(at) && isJoint(at + 1);
        return elision(token) < 0 && !(isBetween && (token.word().length() > 1 || token.word().equals("n"))
                && ANDS.contains(token.word()));
    }

    private static Segment asOne(List<Token> parts, String word) {
        return new Segment(List.copyOf(parts), List.of(new Token(word, parts.getFirst().start(),
                parts.getLast().end(), parts.getFirst().apart())));
    }

    private Segment single(int at) {
        var token = tokens.get(at);
        var literal = List.of(token);
        if (hasApostrophe(token)) {
            return new Segment(literal, split(token, literal));
        }
        var border = border(token);
        if (border >= 0) {
            return new Segment(literal, List.of(numbered(token(token.start(), border, token.apart())),
                    numbered(token(border, token.end(), false))));
        }
        var variant = variant(at);
        return new Segment(literal, variant.equals(token.word()) ? literal : List.of(token.as(variant)));
    }

    // The position at which the number starts in Loon2, or ends in 12Dogs; -1 if there is none, as in R2D2 and 1st.
    private int border(Token token) {
        var beginsInDigits = isDigit(token.start());
        if (beginsInDigits == isDigit(token.end() - 1)) {
            return -1;
        }
        var border = token.start() + 1;
        while (isDigit(border) == beginsInDigits) {
            border++;
        }
        for (var at = border; at < token.end(); at++) {
            if (isDigit(at) == beginsInDigits) {
                return -1;
            }
        }
        return beginsInDigits && token.end() - border < SHORTEST_AFTER_NUMBER ? -1 : border;
    }

    private static Token numbered(Token token) {
        var number = Numerals.of(token.word(), false);
        return number.isPresent() ? token.as(Numerals.MARK + number.getAsInt()) : token;
    }

    // For example L'Étranger, rock'n'roll.
    private List<Token> split(Token token, List<Token> literal) {
        var elision = elision(token);
        var and = text.indexOf("'n'", token.start());
        if (elision >= 0) {
            return List.of(token(token.start(), elision, token.apart()), token(elision + 1, token.end(), false));
        }
        return and >= 0 && and + 2 < token.end()
                ? List.of(token(token.start(), and, token.apart()), new Token(AND, and + 1, and + 2, false),
                        token(and + 3, token.end(), false))
                : literal;
    }

    private String variant(int at) {
        var word = tokens.get(at).word();
        var isOne = word.equals(ROMAN_ONE) && isBeforeSign(at);
        if (at > 0 && !isOne && ANDS.contains(word)
                && (at < tokens.size() - 1 || goesOn && word.length() > 1)) {
            return AND;
        }
        var number = Numerals.of(word, isOne && at > 0 || !word.equals(ROMAN_ONE) && mayBeRoman(at));
        return number.isPresent() ? Numerals.MARK + number.getAsInt() : word;
    }

    // Two letters typed so far are the beginning of a word, such as iv of ivory.
    private boolean mayBeRoman(int at) {
        var word = tokens.get(at).word();
        return at > 0 || Numerals.isRomanAnywhere(word) && !(goesOn && tokens.size() == 1 && word.length() == 2);
    }

    private boolean isBeforeSign(int at) {
        return at == tokens.size() - 1 || !gap(at + 1).isBlank();
    }

    // The position of the apostrophe that ends an elided word; -1 if there is none.
    private int elision(Token token) {
        if (!hasApostrophe(token)) {
            return -1;
        }
        var at = token.start();
        while (!isApostrophe(at)) {
            at++;
        }
        var isElided = ELIDED.contains(text.substring(token.start(), at)) && VOWELS.indexOf(text.charAt(at + 1)) >= 0;
        return isElided || isPrefixOfName(token, at) ? at : -1;
    }

    // For example O'Hara, T'Pau; but not I'll.
    private boolean isPrefixOfName(Token token, int apostrophe) {
        var end = apostrophe + 1;
        while (end < token.end() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return apostrophe == token.start() + 1 && end - apostrophe > SHORTEST_NAME;
    }

    private static boolean hasApostrophe(Token token) {
        return token.word().length() < token.end() - token.start();
    }

    // The position of the sign in "Salt & Rope", "Salt&Rope", "Mr. & Mrs."; -1 if there is none, as in "Salt+ Rope".
    // More may be typed after a sign at the end.
    private int andSign(int next) {
        var start = tokens.get(next - 1).end();
        var end = next < tokens.size() ? tokens.get(next).start() : text.length();
        for (var at = start; at < end; at++) {
            if (text.charAt(at) == '&' || text.charAt(at) == '+') {
                return at + 1 == text.length() || isSpace(at - 1) == isSpace(at + 1) ? at : -1;
            }
        }
        return -1;
    }

    private boolean isJoint(int next) {
        var start = tokens.get(next - 1).end();
        var end = tokens.get(next).start();
        return end - start == 1 && (JOINTS.indexOf(text.charAt(start)) >= 0
                || text.charAt(start) == ',' && isDigit(start - 1) && isDigit(end));
    }

    private boolean isInitial(int at) {
        var word = tokens.get(at).word();
        var first = word.codePointAt(0);
        return word.length() == Character.charCount(first) && Character.isLetter(first);
    }

    private boolean isBetweenInitials(int next) {
        return gap(next).equals(" ") || gap(next).equals(". ") || isJoint(next);
    }

    private String gap(int next) {
        return text.substring(tokens.get(next - 1).end(), tokens.get(next).start());
    }

    static boolean isOfWord(int character) {
        return (OF_WORDS >> Character.getType(character) & 1) != 0;
    }

    private boolean isDigit(int at) {
        return Character.isDigit(text.charAt(at));
    }

    private boolean isApostrophe(int at) {
        return text.charAt(at) == '\'';
    }

    private boolean isSpace(int at) {
        return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
    }

    private boolean hasSpace(int start, int end) {
        for (var at = start; at < end; at++) {
            if (isSpace(at)) {
                return true;
            }
        }
        return false;
    }
}
