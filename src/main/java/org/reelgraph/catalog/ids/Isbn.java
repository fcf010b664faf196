package org.reelgraph.catalog.ids;

import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.CheckDigit;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.apache.commons.validator.routines.checkdigit.ISBN10CheckDigit;

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
        check(written, ISBN10CheckDigit.ISBN10_CHECK_DIGIT);
        var twelve = PREFIX_OF_TEN + written.substring(0, written.length() - 1);
        return new Isbn(twelve + checkDigit(twelve, EAN13CheckDigit.EAN13_CHECK_DIGIT));
    }

    private static Isbn ofThirteen(String written) {
        if (!written.startsWith("978") && !written.startsWith("979")) {
            throw new IllegalArgumentException("An ISBN with 13 digits begins with 978 or 979.");
        }
        check(written, EAN13CheckDigit.EAN13_CHECK_DIGIT);
        return new Isbn(written);
    }

    private static void check(String written, CheckDigit rule) {
        var last = written.substring(written.length() - 1);
        var expected = checkDigit(written.substring(0, written.length() - 1), rule);
        if (!last.equalsIgnoreCase(expected)) {
            throw new IllegalArgumentException("This is no ISBN: its check digit would be " + expected + ", not " + last
                    + ".");
        }
    }

    private static String checkDigit(String digits, CheckDigit rule) {
        try {
            return rule.calculate(digits);
        } catch (CheckDigitException e) {
            throw new IllegalArgumentException("This is no ISBN: " + digits + " has no check digit.", e);
        }
    }
}
