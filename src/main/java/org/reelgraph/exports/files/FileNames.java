package org.reelgraph.exports.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names of files out of titles, such as every file system takes, and no two that one takes for the same. */
public final class FileNames {

    // A name may have 255 bytes; a number and an ending follow.
    private static final int MOST_BYTES = 180;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}<>:\"/\\\\|?*]+");
    private static final Pattern ENDS = Pattern.compile("^[\\s.]+|[\\s.]+$");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Set<String> taken = new HashSet<>();

    /** {@return a name for a title that isn't taken yet in this folder, without an ending} */
    public String of(String title) {
        var name = plain(title);
        var free = name;
        for (var number = 2; !taken.add(key(free)); number++) {
            free = name + " [" + number + "]";
        }
        return free;
    }

    // Some file systems tell neither case nor the forms of a letter apart.
    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String plain(String title) {
        var name = trimmed(FORBIDDEN.matcher(Normalizer.normalize(title, Normalizer.Form.NFC)).replaceAll("_"));
        while (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            name = trimmed(name.substring(0, name.offsetByCodePoints(name.length(), -1)));
        }
        return name.isEmpty() || RESERVED.matcher(name).matches() ? "_" + name : name;
    }

    private static String trimmed(String name) {
        return ENDS.matcher(name).replaceAll("");
    }
}
