package org.reelgraph.catalog.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Numbers as titles have them, up to 39: digits, Roman numerals, and up to 20 words of some languages. */
final class Numerals {

    /** What a number begins with where it stands for all the ways to write it; no word has it. */
    static final String MARK = "\uE003";

    // Words that mean something else elsewhere are left out: elf, once, due, sei, un.
    private static final String WORDS = """
                                        one eins uno
                                        two zwei deux dos
                                        three drei trois tres tre
                                        four vier quatre cuatro quattro
                                        five funf cinq cinco cinque
                                        six sechs seis
                                        seven sieben sept siete sette
                                        eight acht huit ocho otto
                                        nine neun neuf nueve nove
                                        ten zehn dix diez dieci
                                        eleven onze undici
                                        twelve zwolf douze doce dodici
                                        thirteen dreizehn treize trece tredici
                                        fourteen vierzehn quatorze catorce quattordici
                                        fifteen funfzehn quinze quince quindici
                                        sixteen sechzehn seize dieciseis sedici
                                        seventeen siebzehn diecisiete diciassette
                                        eighteen achtzehn dieciocho diciotto
                                        nineteen neunzehn diecinueve diciannove
                                        twenty zwanzig vingt veinte venti""";
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final Pattern DIGITS = Pattern.compile("[1-9]|[12]\\d|3\\d");
    private static final Pattern ROMAN = Pattern.compile("(x{0,3})(ix|iv|v?i{0,3})");
    private static final List<String> ONES = List.of("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix");
    private static final String ROMAN_DIGITS = "ivx";
    private static final int TEN = 10;

    private Numerals() {
    }

    /**
     * {@return the number that a folded word is}
     *
     * @param mayBeRoman whether letters may be digits where the word stands
     */
    static OptionalInt of(String word, boolean mayBeRoman) {
        var first = word.charAt(0);
        if (Character.isDigit(first)) {
            return DIGITS.matcher(word).matches() ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
        }
        if (mayBeRoman && ROMAN_DIGITS.indexOf(first) >= 0) {
            var roman = ROMAN.matcher(word);
            return roman.matches()
                    ? OptionalInt.of(TEN * roman.group(1).length() + ONES.indexOf(roman.group(2)))
                    : OptionalInt.empty();
        }
        var named = NUMBERS.get(word);
        return named == null ? OptionalInt.empty() : OptionalInt.of(named);
    }

    private static Map<String, Integer> numbers() {
        var numbers = new HashMap<String, Integer>();
        var lines = WORDS.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            for (var word : lines.get(i).split(" ")) {
                numbers.put(word, i + 1);
            }
        }
        return Map.copyOf(numbers);
    }
}
