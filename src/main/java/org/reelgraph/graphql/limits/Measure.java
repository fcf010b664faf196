package org.reelgraph.graphql.limits;

/**
 * How large a part of an operation is.
 *
 * @param depth      fields below each other
 * @param fields     fields in all
 * @param aliases    fields under another name
 * @param directives directives in use
 */
record Measure(long depth, long fields, long aliases, long directives) {

    static final Measure NOTHING = new Measure(0, 0, 0, 0);
    // Fragments in fragments double with each line: beyond this it makes no difference any more.
    private static final long MAX = 1_000_000_000;

    /** {@return both beside each other} */
    Measure and(Measure other) {
        return new Measure(Math.max(depth, other.depth), Math.min(MAX, fields + other.fields),
                Math.min(MAX, aliases + other.aliases), Math.min(MAX, directives + other.directives));
    }

    /** {@return a field with this below it} */
    Measure below(boolean aliased, int withDirectives) {
        return new Measure(depth + 1, fields + 1, aliases + (aliased ? 1 : 0), directives + withDirectives);
    }

    Measure with(int further) {
        return new Measure(depth, fields, aliases, directives + further);
    }
}
