package org.reelgraph.jobs;

/** Numbers of things, as jobs tell people of them. */
public final class Counted {

    private Counted() {
    }

    /** {@return a number with a noun, which is in the plural unless it is 1} */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
