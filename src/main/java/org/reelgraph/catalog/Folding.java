package org.reelgraph.catalog;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Takes case, diacritics and the like from texts. An import folds every text, so this does in one pass what ICU's
 * transliterator {@code NFKD; […] Remove; Latin-ASCII} does in many, which takes ten times as long.
 */
final class Folding {

    // CLDR's Latin-ASCII of letters and signs that have no decomposition, without the case of what they become.
    private static final String LATIN_TO_ASCII = """
                                                 ! ¡
                                                 " ʺ“”‟〝〞
                                                 ' ʹʻʼʽˈ‘’‛′
                                                 (( ⦅
                                                 (c) ©
                                                 (p) ℗
                                                 (r) ®
                                                 )) ⦆
                                                 * ×⁎
                                                 + ˖
                                                 +/- ±
                                                 , ‚、
                                                 ,, „
                                                 - ˗‐‒–—―−
                                                 -> →
                                                 . 。
                                                 / ÷⁄∕
                                                 0 〇
                                                 : ː
                                                 < ˂‹〈
                                                 <- ←
                                                 <-> ↔
                                                 << «≪《
                                                 > ˃›〉
                                                 >> »≫》
                                                 ? ¿
                                                 [ ⁅〔〘〚
                                                 \\ ∖
                                                 ] ⁆〕〙〛
                                                 ^ ˄ˆ
                                                 ` ˋ
                                                 a Ⱥᴀᶏⱥ
                                                 aa Ꜳꜳ
                                                 ae Ææᴁ
                                                 ao Ꜵꜵ
                                                 au Ꜷꜷ
                                                 av ꜸꜹꜺꜻ
                                                 ay Ꜽꜽ
                                                 b ƀƁƂƃɃɓʙᴃᵬᶀ
                                                 c ƇƈȻȼɕᴄꞒꞓ
                                                 ce ₠
                                                 cr ₢
                                                 d ÐðĐđƉƊƋƌȡɖɗᴅᴆᵭᶁᶑꝱꝹꝺ
                                                 db ȸ
                                                 dz ʣʥ
                                                 e ƐɆɇɛᴇᶒᶓⱸ
                                                 f ƑƒᵮᶂꜰꝻꝼ
                                                 fr. ₣
                                                 g ƓǤǥɠɡɢʛᶃꞠꞡ
                                                 h ĦħɦɧʜⱧⱨꞪ
                                                 hv ƕ
                                                 i ıƖƗɨɪᵻᶖ
                                                 j ȷɈɉɟʝᴊ
                                                 k ƘƙᴋᶄⱩⱪꝀꝁꝂꝃꝄꝅꞢꞣ
                                                 l ŁłƚȴȽɫɬɭʟᴌᶅⱠⱡⱢꝆꝇꝈꝉꝲ
                                                 l. ₤
                                                 ll Ỻỻ
                                                 ls ʪ
                                                 lz ʫ
                                                 m ɱᴍᵯᶆⱮꝳ
                                                 n ŊŋƝƞȵɲɳɴᵰᶇꝴꞐꞑꞤꞥ
                                                 o ØøᴏⱺꝊꝋꝌꝍ
                                                 oe Œœɶ
                                                 oi Ƣƣ
                                                 oo Ꝏꝏ
                                                 p Ƥƥᴘᵱᵽᶈ℘ⱣꝐꝑꝒꝓꝔꝕ
                                                 pts ₧
                                                 q ĸʠꝖꝗꝘꝙ
                                                 qp ȹ
                                                 r ɌɍɼɽɾʀᵲᵳᶉⱤꝵꝶꞦꞧ
                                                 rs ₹
                                                 rx ℞
                                                 s ȿʂᵴᶊẜẝⱾꜱꞨꞩ
                                                 ss ßẞ
                                                 t ŦŧƫƬƭƮȶȾʈᴛᵵⱦꝷꞆꞇ
                                                 th ÞþᵺꝤꝥꝦꝧ
                                                 tl ₺
                                                 ts ʦ
                                                 u Ʉʉᴜᵾᶙ
                                                 ue ᵫ
                                                 v ƲʋᴠᶌỼỽⱱⱴꝞꝟ
                                                 vy Ꝡꝡ
                                                 w ᴡⱲⱳ
                                                 x ᶍ
                                                 y ƳƴɎɏʏỾỿ
                                                 z ƵƶȤȥɀʐʑᴢᵶᶎⱫⱬⱿ
                                                 | ∣
                                                 || ‖∥""";
    private static final Map<Integer, String> TO_ASCII = toAscii();
    private static final UnicodeSet LEFT_OUT = new UnicodeSet("[\\u0300-\\u036F \\u0591-\\u05BD \\u05BF \\u05C1 \\u05C2"
            + " \\u05C4 \\u05C5 \\u05C7 \\u064B-\\u065F \\u0670 \\u00AD \\u200B-\\u200F \\u2060 \\uFEFF]").freeze();
    private static final int FIRST_BEYOND_ASCII = 128;
    private static final int REPLACEMENT = 0xFFFD;

    private Folding() {
    }

    /** {@return a text, folded; half a character becomes a replacement character} */
    static String of(String text) {
        return isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : Normalizer2.getNFCInstance()
                        .normalize(UCharacter.foldCase(plain(Normalizer2.getNFKDInstance().normalize(text)), true));
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String decomposed) {
        var plain = new StringBuilder(decomposed.length());
        var before = (int) ' ';
        for (var at = 0; at < decomposed.length();) {
            var character = decomposed.codePointAt(at);
            at += Character.charCount(character);
            if (character < FIRST_BEYOND_ASCII) {
                plain.append((char) character);
                before = character;
            } else if (!LEFT_OUT.contains(character) && !isMarkOfLatin(character, before)) {
                append(plain, character);
                before = character;
            }
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, int character) {
        var ascii = TO_ASCII.get(character);
        if (ascii != null) {
            plain.append(ascii);
        } else {
            plain.appendCodePoint(isHalf(character) ? REPLACEMENT : character);
        }
    }

    // Marks of other scripts stay, even if somebody has put them on a Latin letter.
    private static boolean isMarkOfLatin(int character, int before) {
        return UCharacter.getType(character) == ECharacterCategory.NON_SPACING_MARK
                && (before >= '0' && before <= '9' || UScript.getScript(before) == UScript.LATIN)
                && switch (UScript.getScript(character)) {
                    case UScript.LATIN, UScript.COMMON, UScript.INHERITED -> true;
                    default -> false;
                };
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static Map<Integer, String> toAscii() {
        var letters = new HashMap<Integer, String>();
        LATIN_TO_ASCII.lines().map(line -> line.split(" ")).forEach(line -> line[1].codePoints()
                .forEach(letter -> letters.put(letter, line[0])));
        return Map.copyOf(letters);
    }
}
