package org.reelgraph.catalog.ids;

import java.util.regex.Pattern;

/**
 * A book's number after ISO 2108.
 *
 * @param digits all 13, also where it was written with 10
 */
public record Isbn(String digits) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}]");
    private static final Pattern OF_TEN = Pattern.compile("\\d{9}[\\dXx]");
    private static final Pattern OF_THIRTEEN = Pattern.compile("\\d{13}");
    private static final String PREFIX_OF_TEN = "978";
    private static final int ELEVEN = 11;
    private static final int TEN = 10;

    /**
     * {@return the ISBN that a text writes with 10 or 13 digits, whatever hyphens and spaces are among them}
     *
     * @throws IllegalArgumentException where it writes none, saying why
     */
    public static Isbn of(String text) {
        var written = SEPARATORS.matcher(text).replaceAll("");
        if (OF_TEN.matcher(written).matches()) {
            return ofTen(written);
        }
        if (OF_THIRTEEN.matcher(written).matches()) {
            return ofThirteen(written);
        }
        throw new IllegalArgumentException("An ISBN has 10 or 13 digits, the last of 10 may be X.");
    }

    private static Isbn ofTen(String written) {
        var nine = written.substring(0, written.length() - 1);
        check(written, checkDigitOfTen(nine));
        var twelve = PREFIX_OF_TEN + nine;
        return new Isbn(twelve + checkDigitOfThirteen(twelve));
    }

    private static Isbn ofThirteen(String written) {
        if (!written.startsWith("978") && !written.startsWith("979")) {
            throw new IllegalArgumentException("An ISBN with 13 digits begins with 978 or 979.");
        }
        check(written, checkDigitOfThirteen(written.substring(0, written.length() - 1)));
        return new Isbn(written);
    }

    private static void check(String written, String expected) {
        var last = written.substring(written.length() - 1);
        if (!last.equalsIgnoreCase(expected)) {
            throw new IllegalArgumentException("This is no ISBN: its check digit would be " + expected + ", not " + last
                    + ".");
        }
    }

    private static String checkDigitOfTen(String nine) {
        var sum = 0;
        for (var i = 0; i < nine.length(); i++) {
            sum += (TEN - i) * digit(nine, i);
        }
        var check = (ELEVEN - sum % ELEVEN) % ELEVEN;
        return check == TEN ? "X" : String.valueOf(check);
    }

    private static String checkDigitOfThirteen(String twelve) {
        var sum = 0;
        for (var i = 0; i < twelve.length(); i++) {
            sum += (i % 2 == 0 ? 1 : 3) * digit(twelve, i);
        }
        return String.valueOf((TEN - sum % TEN) % TEN);
    }

    private static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }
}
