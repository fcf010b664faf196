package org.reelgraph.catalog;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.reelgraph.catalog.collation.Collation;

/**
 * Makes of titles and names what they are sorted by: texts whose order, letter by letter, is that of a language's rules
 * (the Unicode Collation Algorithm with CLDR's tailorings, https://www.unicode.org/reports/tr10/). Numbers in them
 * count as numbers.
 */
public final class SortKeys {

    /** The language that sorts by code points, as they are. */
    public static final String BINARY = "binary";

    // Counted up where folding or what is made of a collation key changes, so that stored ones are made anew.
    private static final int VERSION = 2;
    // What comes after hardly ever decides, and a place in a list is to stay short.
    private static final int LONGEST = 200;

    private final String language;
    private final Optional<RuleBasedCollator> collator;

    private SortKeys(String language, Optional<RuleBasedCollator> collator) {
        this.language = language;
        this.collator = collator;
    }

    /**
     * {@return what sorts by a language, a BCP 47 tag such as {@code de}, {@code und} for none, or {@link #BINARY};
     * nothing where it isn't known}
     */
    public static Optional<SortKeys> in(String language) {
        if (language.equals(BINARY)) {
            return Optional.of(new SortKeys(language, Optional.empty()));
        }
        return locale(language).map(locale -> {
            var collator = (RuleBasedCollator) Collator.getInstance(locale);
            collator.setNumericCollation(true);
            return new SortKeys(language, Optional.of((RuleBasedCollator) collator.freeze()));
        });
    }

    private static Optional<ULocale> locale(String language) {
        try {
            var locale = new ULocale.Builder().setLanguageTag(language).build();
            var known = Arrays.stream(Locale.getISOLanguages()).anyMatch(locale.getLanguage()::equals);
            return Optional.of(locale).filter(any -> known || language.equals("und"));
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /** {@return the language} */
    public String language() {
        return language;
    }

    /** {@return what keys of the same language have to have in common to be comparable} */
    public String version() {
        return VERSION + " " + collator.map(rules -> rules.getVersion() + " " + VersionInfo.ICU_VERSION).orElse("");
    }

    /** {@return what keys are made with; places among keys of another making are none among these} */
    @Override
    public String toString() {
        return language + " " + version();
    }

    /** {@return the sort key of a title or name} */
    public String of(String text) {
        var start = text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2));
        return collator.map(rules -> inHex(rules.getCollationKey(start).toByteArray())).orElse(start);
    }

    /**
     * {@return a title or name as filters compare it: {@linkplain #folded(String) folded}, or where code points sort as
     * they are, without the case of A to Z only}
     */
    public String comparable(String text) {
        return isBinary() ? withoutAsciiCase(text) : folded(text);
    }

    /** {@return whether code points sort as they are} */
    public boolean isBinary() {
        return collator.isEmpty();
    }

    // The zero at the end is the same in all.
    private static String inHex(byte[] key) {
        return HexFormat.of().formatHex(key, 0, key.length - 1);
    }

    /**
     * {@return the text without case, diacritics and the other things that people leave out when they look for it:
     * Łódź, lodz and LODZ are one, and so are words with and without soft hyphens, points and vowel marks. Marks that
     * tell letters apart, as in Japanese, stay}
     */
    public static String folded(String text) {
        return Folding.of(text);
    }

    /** {@return whether two texts are the same once they are folded} */
    public static boolean areAlike(String text, String other) {
        return text.equals(other) || folded(text).equals(folded(other));
    }

    /** {@return the text without the case of A to Z, as SQLite's {@code NOCASE} compares it} */
    public static String withoutAsciiCase(String text) {
        var letters = text.toCharArray();
        for (var i = 0; i < letters.length; i++) {
            if (letters[i] >= 'A' && letters[i] <= 'Z') {
                letters[i] += 'a' - 'A';
            }
        }
        return new String(letters);
    }
}
