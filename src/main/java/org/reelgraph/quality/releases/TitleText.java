package org.reelgraph.quality.releases;

/** The title as people write it, of a name in which full stops or underscores may stand for spaces. */
final class TitleText {

    private static final int SHORTEST_ABBREVIATION = 3;

    private TitleText() {
    }

    /** {@return the title that consists of these words} */
    static String of(Name name, int from, int to) {
        var text = name.between(from, to);
        if (text.indexOf(' ') >= 0) {
            return text.replace('_', ' ').strip() + closing(name, to - 1);
        }
        if (text.indexOf('.') < 0 && text.indexOf('_') < 0) {
            return isChained(name, to) ? text.replace('-', ' ') : text;
        }
        var title = new StringBuilder();
        for (var i = from; i < to; i++) {
            var letters = lettersFrom(name, i, to);
            if (letters >= SHORTEST_ABBREVIATION) {
                title.append(title.isEmpty() ? "" : " ").append(name.between(i, i + letters)).append('.');
                i += letters - 1;
            } else {
                title.append(title.isEmpty() ? "" : gap(name.get(i))).append(name.get(i).text());
            }
        }
        return title.toString();
    }

    // A bracket that the title's last word stands in, as in "The Weir (UK)".
    private static String closing(Name name, int last) {
        return name.get(last).depth() > 0 && name.closesAfter(last) ? name.gapAfter(last).substring(0, 1) : "";
    }

    // Title-Of-Something-2019-1080p
    private static boolean isChained(Name name, int to) {
        return to + 1 < name.size() && name.get(to).gap().equals("-") && name.get(to + 1).gap().equals("-");
    }

    private static String gap(Token token) {
        return token.gap().replace('.', ' ').replace('_', ' ').replaceAll(" +", " ");
    }

    // How many single letters with full stops between them, as in S.H.I.E.L.D.
    private static int lettersFrom(Name name, int from, int to) {
        var count = 0;
        while (from + count < to && name.get(from + count).text().length() == 1
                && Character.isLetter(name.get(from + count).text().charAt(0))
                && (count == 0 || name.get(from + count).gap().equals("."))) {
            count++;
        }
        return count;
    }
}
