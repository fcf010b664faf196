package org.reelgraph.quality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/** Selects quality profiles: every condition that is given has to hold. */
record QualityProfileFilter(Optional<String> name, Optional<String> allows, Optional<Boolean> upgradeAllowed,
        Optional<String> defaultFor) {

    private static final int MOST_KEYS = 3;

    /** What profiles can be ordered by. */
    static final SortFields<QualityProfile> ORDER = new SortFields<>(List.of(
            SortField.of("NAME", "name_key", Type.TEXT, QualityProfile::nameKey),
            SortField.of("CREATED_AT", "created_at", Type.INTEGER, profile -> profile.createdAt().toEpochMilli()),
            SortField.of("UPDATED_AT", "updated_at", Type.INTEGER, profile -> profile.updatedAt().toEpochMilli())),
            MOST_KEYS, QualityProfile::id, TieBreaker.ASCENDING);

    static QualityProfileFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new QualityProfileFilter(Optional.ofNullable((String) given.get("name")),
                Optional.ofNullable((String) given.get("allows")),
                Optional.ofNullable((Boolean) given.get("upgradeAllowed")),
                Optional.ofNullable((String) given.get("defaultFor")));
    }

    Select select() {
        return Select.from("quality_profiles")
                .whereGiven(name, text -> new Contains("name_key", QualityProfile.key(text), false))
                .whereEqual("upgrade_allowed", upgradeAllowed.map(allowed -> allowed ? 1 : 0))
                .whereGiven(allows, quality -> Condition.in("id", new Subquery("profile_id",
                        "quality_profile_qualities", Condition.all(List.of(Condition.equal("allowed", 1),
                                new Comparison("quality", Operator.EQUAL, quality, true))))))
                .whereGiven(defaultFor, kind -> Condition.in("id",
                        new Subquery("profile_id", "quality_defaults", Condition.equal("kind", kind))));
    }
}
