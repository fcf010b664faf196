package org.reelgraph.graphql.limits;

import java.util.Collection;

/**
 * What some of an answer amounts to.
 *
 * @param objects how many objects
 * @param values  how many values, where each object counts as two more
 * @param bytes   how many bytes, about
 */
record Load(double objects, double values, double bytes) {

    static final Load NONE = new Load(0, 0, 0);
    // An object takes about as much memory by itself as two more values in it would.
    static final Load OBJECT = new Load(1, 2, 0);

    /** {@return all of these together} */
    static Load sum(Collection<Load> loads) {
        return loads.stream().reduce(NONE, Load::plus);
    }

    Load plus(Load other) {
        return new Load(objects + other.objects, values + other.values, bytes + other.bytes);
    }

    Load times(double number) {
        return new Load(objects * number, values * number, bytes * number);
    }

    /** {@return of each the lesser} */
    Load least(Load other) {
        return new Load(Math.min(objects, other.objects), Math.min(values, other.values), Math.min(bytes, other.bytes));
    }

    boolean isWithin(Load most) {
        return objects <= most.objects && values <= most.values && bytes <= most.bytes;
    }

    /** {@return what share of this may stay, so that the whole around it is within a limit; less than 0 if none} */
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
