package org.reelgraph.storage.migrations;

import java.util.List;

/**
 * What may be lost by going back.
 *
 * @param all   whether that is everything
 * @param names tables, and columns such as {@code connections.source}
 */
public record AcceptedLoss(boolean all, List<String> names) {

    /** Everything. */
    public static final AcceptedLoss ANY = new AcceptedLoss(true, List.of());

    /** {@return what has these names} */
    public static AcceptedLoss of(List<String> names) {
        return new AcceptedLoss(false, names);
    }

    boolean covers(Loss loss) {
        return all || names.stream().anyMatch(loss::isCoveredBy);
    }

    /** {@return the names that none of these losses has} */
    List<String> without(List<Loss> losses) {
        return names.stream().filter(name -> losses.stream().noneMatch(loss -> loss.isCoveredBy(name))).toList();
    }
}
