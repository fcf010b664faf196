package org.reelgraph.quality.releases;

/**
 * A word of a name.
 *
 * @param text  the word
 * @param lower the same in lower case
 * @param start where it starts in the name
 * @param end   where it has ended
 * @param gap   what is between the word before and this one
 * @param depth how many brackets it stands in
 */
record Token(String text, String lower, int start, int end, String gap, int depth) {

    /** {@return whether a dash, and nothing else, joins it to the word before} */
    boolean isJoined() {
        return gap.equals("-") || gap.equals("~");
    }

    /** {@return whether it comes after a dash with space around it} */
    boolean isSetOff() {
        return gap.length() > 1 && (gap.indexOf('-') >= 0 || gap.indexOf('~') >= 0) && depth == 0;
    }

    /** {@return whether nothing but a full stop or a space is between the word before and this one} */
    boolean isNext() {
        return gap.equals(".") || gap.equals(" ") || gap.equals("_") || gap.isEmpty();
    }

    /** {@return whether it is a number with that many digits} */
    boolean isNumber(int least, int most) {
        return lower.length() >= least && lower.length() <= most
                && lower.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** {@return the number that it is} */
    int number() {
        return Integer.parseInt(lower);
    }
}
