package org.reelgraph.verification;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields by which verifications can be ordered. */
final class VerificationOrder {

    private static final SortFields<Verification> FIELDS = new SortFields<>(List.of(
            SortField.of("CHECKED_AT", "checked_at", Type.INTEGER, found -> found.checkedAt().toEpochMilli()),
            SortField.of("SEVERITY", "severity", Type.INTEGER, Verification::severity),
            SortField.of("TITLE", "title", Type.TEXT, Verification::title),
            SortField.of("KIND", "media_kind", Type.TEXT, found -> found.mediaKind().name())), 4, Verification::id,
            TieBreaker.LIKE_THE_FIRST_FIELD);
    private static final List<Map<String, Object>> NEWEST_FIRST = List
            .of(Map.of("field", "CHECKED_AT", "direction", "DESC"));

    private VerificationOrder() {
    }

    /** {@return the order in the argument {@code orderBy}; the newest first if there is none} */
    static KeysetOrder<Verification> of(@Nullable List<Map<String, Object>> input) {
        return FIELDS.order(input == null || input.isEmpty() ? NEWEST_FIRST : input);
    }
}
