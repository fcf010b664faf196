package org.reelgraph.logging;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of texts by the form that they have: whatever writes to the log may quote a request or an address. */
final class Redaction {

    private static final String HIDDEN = "***";
    private static final String NAMES = "(?:pass(?:word|phrase|wd)?|pwd|secret|client[_-]?secret|api[_-]?key"
            + "|(?:access|refresh|id|plex)[_-]?token|x-plex-token|x-api-key|set-cookie|cookie|authorization)";
    private static final String BEFORE = "(?i)(?<![\\w-])";

    /** A form of secrets, and what is shown instead. */
    private record Form(Pattern pattern, String shown) {
    }

    private static final List<Form> FORMS = List.of(
            // Of headers, the rest of the line is secret, and so is what is quoted.
            form(BEFORE + "(authorization|(?:set-)?cookie)(\\s*[:=]\\s*)[^\\r\\n\"',\\]}]+", "$1$2" + HIDDEN),
            form("(?i)\\b(Bearer) [\\w.~+/=-]+", "$1 " + HIDDEN),
            form(BEFORE + "(\"?" + NAMES + "\"?\\s*[:=]\\s*)\"[^\"]*\"", "$1\"" + HIDDEN + "\""),
            form(BEFORE + "(" + NAMES + "\\s*[:=]\\s*)(?!\\*\\*\\*)[^\\s\"'&,;\\]})]+", "$1" + HIDDEN),
            // In settings.
            form("(?i)\\b(\\w{1,40}_(?:password|secret|token|encryption_key)=)[^\\s\"'&,;]+", "$1" + HIDDEN),
            // In the query of an address.
            form("(?i)([?&](?:[\\w-]*token|key|sig|signature)=)[^&\\s\"'<>#]+", "$1" + HIDDEN),
            form("([a-z][a-z0-9+.-]{0,20}://[^\\s/:@]*):[^\\s/@]+@", "$1:" + HIDDEN + "@"),
            // Keys and tokens of Reelgraph itself.
            form("\\brg_[A-Za-z0-9_-]{8,}", "rg_" + HIDDEN),
            form("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", HIDDEN));

    private Redaction() {
    }

    private static Form form(String pattern, String shown) {
        return new Form(Pattern.compile(pattern), shown);
    }

    /** {@return the text without secrets} */
    static String of(String text) {
        var left = text;
        for (var form : FORMS) {
            left = form.pattern().matcher(left).replaceAll(form.shown());
        }
        return left;
    }
}
