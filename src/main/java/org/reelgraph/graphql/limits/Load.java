package org.reelgraph.graphql.limits;

import java.util.Collection;

/**
 * The size of a part of a response.
 *
 * @param objects number of objects
 * @param values  number of values; each object counts as two more
 * @param bytes   approximate number of bytes
 */
record Load(double objects, double values, double bytes) {

    static final Load NONE = new Load(0, 0, 0);
    // An object by itself uses about as much memory as two more values.
    static final Load OBJECT = new Load(1, 2, 0);

    /** {@return the sum of these loads} */
    static Load sum(Collection<Load> loads) {
        return loads.stream().reduce(NONE, Load::plus);
    }

    Load plus(Load other) {
        return new Load(objects + other.objects, values + other.values, bytes + other.bytes);
    }

    Load times(double number) {
        return new Load(objects * number, values * number, bytes * number);
    }

    /** {@return the lesser of each component} */
    Load least(Load other) {
        return new Load(Math.min(objects, other.objects), Math.min(values, other.values), Math.min(bytes, other.bytes));
    }

    boolean isWithin(Load most) {
        return objects <= most.objects && values <= most.values && bytes <= most.bytes;
    }

    /**
     * {@return the fraction of this load that may remain so that the whole is within the limit; negative if there is
     * none}
     */
    double shareWithin(Load most, Load whole) {
        return Math.min(share(objects, most.objects, whole.objects), Math.min(
                share(values, most.values, whole.values), share(bytes, most.bytes, whole.bytes)));
    }

    private static double share(double part, double most, double whole) {
        if (whole <= most) {
            return 1;
        }
        return part == 0 ? -1 : (most - whole + part) / part;
    }
}
