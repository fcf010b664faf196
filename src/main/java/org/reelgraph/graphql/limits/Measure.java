package org.reelgraph.graphql.limits;

/**
 * The size of a part of an operation.
 *
 * @param depth      levels of nested fields
 * @param fields     total number of fields
 * @param aliases    number of fields with an alias
 * @param directives number of directives used
 */
record Measure(long depth, long fields, long aliases, long directives) {

    static final Measure NOTHING = new Measure(0, 0, 0, 0);
    // Nested fragments double the size with each line; beyond this maximum, the exact size makes no difference.
    private static final long MAX = 1_000_000_000;

    /** {@return the measure of both side by side} */
    Measure and(Measure other) {
        return new Measure(Math.max(depth, other.depth), Math.min(MAX, fields + other.fields),
                Math.min(MAX, aliases + other.aliases), Math.min(MAX, directives + other.directives));
    }

    /** {@return the measure of a field with this selection below it} */
    Measure below(boolean aliased, int withDirectives) {
        return new Measure(depth + 1, fields + 1, aliases + (aliased ? 1 : 0), directives + withDirectives);
    }

    Measure with(int further) {
        return new Measure(depth, fields, aliases, directives + further);
    }
}
