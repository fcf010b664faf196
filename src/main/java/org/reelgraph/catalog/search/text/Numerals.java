package org.reelgraph.catalog.search.text;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Numbers up to 39 as they appear in titles: digits, Roman numerals, and number words in several languages. */
final class Numerals {

    /** The prefix of a number that represents all of its spellings; no word contains it. */
    static final String MARK = "\uE003";

    // Words with another meaning in another language are left out: elf, once, due, sei, un.
    private static final String WORDS = """
                                        1 one eins uno
                                        2 two zwei deux dos
                                        3 three drei trois tres tre
                                        4 four vier quatre cuatro quattro
                                        5 five funf cinq cinco cinque
                                        6 six sechs seis
                                        7 seven sieben sept siete sette
                                        8 eight acht huit ocho otto
                                        9 nine neun neuf nueve nove
                                        10 ten zehn dix diez dieci
                                        11 eleven onze undici
                                        12 twelve zwolf douze doce dodici
                                        13 thirteen dreizehn treize trece tredici
                                        14 fourteen vierzehn quatorze catorce quattordici
                                        15 fifteen funfzehn quinze quince quindici
                                        16 sixteen sechzehn seize dieciseis sedici
                                        17 seventeen siebzehn diecisiete diciassette
                                        18 eighteen achtzehn dieciocho diciotto
                                        19 nineteen neunzehn diecinueve diciannove
                                        20 twenty zwanzig vingt veinte venti
                                        21 einundzwanzig veintiuno ventuno
                                        22 zweiundzwanzig veintidos ventidue
                                        23 dreiundzwanzig veintitres ventitre
                                        24 vierundzwanzig veinticuatro ventiquattro
                                        25 funfundzwanzig veinticinco venticinque
                                        26 sechsundzwanzig veintiseis ventisei
                                        27 siebenundzwanzig veintisiete ventisette
                                        28 achtundzwanzig veintiocho ventotto
                                        29 neunundzwanzig veintinueve ventinove
                                        30 thirty dreissig trente treinta trenta
                                        31 einunddreissig trentuno
                                        32 zweiunddreissig trentadue
                                        33 dreiunddreissig trentatre
                                        34 vierunddreissig trentaquattro
                                        35 funfunddreissig trentacinque
                                        36 sechsunddreissig trentasei
                                        37 siebenunddreissig trentasette
                                        38 achtunddreissig trentotto
                                        39 neununddreissig trentanove""";
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final Pattern DIGITS = Pattern.compile("[1-9]|[12]\\d|3\\d");
    private static final Pattern ROMAN = Pattern.compile("(x{0,3})(ix|iv|v?i{0,3})");
    private static final List<String> ONES = List.of("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix");
    private static final String ROMAN_DIGITS = "ivx";
    // Also words and names, if they are the first word.
    private static final Set<String> WORDS_AS_WELL = Set.of("vi", "xi", "xxx");
    private static final int TEN = 10;
    private static final Set<Integer> TENS = Set.of(20, 30);

    private Numerals() {
    }

    /**
     * {@return the number that a folded word represents}
     *
     * @param mayBeRoman whether letters may be Roman digits at this position
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

    /** {@return the number that two folded words represent, such as twenty-one} */
    static OptionalInt of(String tens, String ones) {
        var ten = NUMBERS.get(tens);
        if (ten == null || !TENS.contains(ten)) {
            return OptionalInt.empty();
        }
        var one = NUMBERS.get(ones);
        return one != null && one < TEN ? OptionalInt.of(ten + one) : OptionalInt.empty();
    }

    /** {@return whether a folded word is a number in digits, or a Roman numeral of at least two letters} */
    static boolean isFigure(String word) {
        return !NUMBERS.containsKey(word) && word.length() > (Character.isDigit(word.charAt(0)) ? 0 : 1)
                && of(word, true).isPresent();
    }

    /** {@return whether a folded word is a Roman numeral and so rarely a normal word that it may even come first} */
    static boolean isRomanAnywhere(String word) {
        return !Character.isDigit(word.charAt(0)) && !WORDS_AS_WELL.contains(word) && isFigure(word);
    }

    private static Map<String, Integer> numbers() {
        var numbers = new HashMap<String, Integer>();
        WORDS.lines().map(line -> line.split(" ")).forEach(line -> Stream.of(line).skip(1)
                .forEach(word -> numbers.put(word, Integer.valueOf(line[0]))));
        // Asked for each word: a HashMap finds out sooner than Map.of that there is none.
        return Collections.unmodifiableMap(numbers);
    }
}
